package import Files
internal import YAML

/// The job files of a tree, as Prow finds them.
package struct JobFiles: Sendable {
  /// By path from the root of the tree.
  package let contents: [String: FileContent]
  /// Why others can't be read, by path.
  package let faults: [String: FileFault]

  /// Reads the files at or below some paths.
  ///
  /// Source: Prow, `ReadJobConfig` in pkg/config/config.go.
  package init(
    in tree: any FileTree,
    at roots: [String],
    except excluded: Set<String>
  ) throws(TreeError) {
    let entries = try tree.entries(at: roots)
    var paths: Set<String> = []
    for root in roots {
      let below = entries.filter { $0.path == root || $0.path.hasPrefix(root + "/") }
      let ignored = try JobFiles.ignored(root, below, tree)
      for entry in below where JobFiles.isJobFile(entry, root, ignored) { paths.insert(entry.path) }
    }
    let files = entries.filter { paths.contains($0.path) && !excluded.contains($0.path) }
    var contents: [String: FileContent] = [:]
    var faults: [String: FileFault] = [:]
    let regular = files.filter { $0.kind == .file }
    for (file, size) in zip(regular, try tree.sizes(of: regular)) where size > Document.Limits.bytes
    {
      faults[file.path] = FileFault(
        reason: "it has \(size) bytes, and at most \(Document.Limits.bytes) are read",
        help: "split it into several files"
      )
    }
    let plain = regular.filter { faults[$0.path] == nil }
    for (file, content) in zip(plain, try tree.contents(of: plain)) {
      contents[file.path] = content
    }
    for entry in files where entry.kind != .file {
      switch try tree.resolve(entry) {
      case .file(let file): contents[entry.path] = try tree.contents(of: [file]).first
      case .fault(let words):
        faults[entry.path] = FileFault(reason: words, help: "put a file in its place, or remove it")
      }
    }
    self.contents = contents
    self.faults = faults
  }

  private static func ignored(
    _ root: String,
    _ entries: [TreeEntry],
    _ tree: any FileTree
  ) throws(TreeError) -> IgnoreStack {
    var stack = IgnoreStack()
    let name = ".prowignore"
    for entry in entries where entry.path.hasSuffix("/" + name) {
      guard let content = try tree.file(at: entry.path) else { continue }
      let folder = entry.path.dropFirst(root.utf8.count + 1).dropLast(name.utf8.count)
      stack.add(
        IgnoreFile(bytes: content.bytes),
        inFolder: folder.hasSuffix("/") ? String(folder.dropLast()) : ""
      )
    }
    return stack
  }

  private static func isJobFile(
    _ entry: TreeEntry,
    _ root: String,
    _ ignored: IgnoreStack
  ) -> Bool {
    if entry.path == root { return true }
    if entry.kind == .other("a submodule") { return false }
    let path = String(entry.path.dropFirst(root.utf8.count + 1))
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return false }
    if path.split(separator: "/").contains(where: { $0.hasPrefix("..") }) { return false }
    return !ignored.ignores(path: path, isDirectory: false)
  }
}
