package import Files
internal import YAML

/// The job files of a tree, as Prow finds them.
package struct JobFiles: Sendable {
  /// By path from the root of the tree.
  package let contents: [String: FileContent]
  /// Why others can't be read, by path.
  package let faults: [String: FileFault]

  /// All of them, root by root, in the order of a walk.
  package let paths: [String]

  /// Reads the files at or below some paths.
  ///
  /// `takes`: Whether a file below a root is wanted, by its path; roots that are not folders always are.
  ///
  /// Source: Prow, `ReadJobConfig` in pkg/config/config.go.
  package init(
    in tree: any FileTree,
    at roots: [String],
    except excluded: Set<String>,
    where takes: (String) -> Bool = { _ in true }
  ) throws(TreeError) {
    let roots = roots.map { $0 == "." ? "" : $0 }
    let entries = try tree.entries(at: roots)
    var (paths, seen): ([String], Set<String>) = ([], excluded)
    for root in roots {
      let start = root.isEmpty ? "" : root + "/"
      let below = entries.filter { $0.path == root || $0.path.hasPrefix(start) }
      let ignored = try JobFiles.ignored(start, below, tree)
      let taken = below.filter { entry in
        entry.path == root || JobFiles.isJobFile(entry, start, ignored) && takes(entry.path)
      }
      paths += taken.map(\.path).filter { seen.insert($0).inserted }
        .sorted(by: TreePaths.isWalkedBefore)
    }
    self.paths = paths
    let wanted = Set(paths)
    let files = entries.filter { wanted.contains($0.path) }
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

  /// `start`: What the paths of entries start with, up to the folder whose files are wanted.
  private static func ignored(
    _ start: String,
    _ entries: [TreeEntry],
    _ tree: any FileTree
  ) throws(TreeError) -> IgnoreStack {
    var stack = IgnoreStack()
    let name = ".prowignore"
    for entry in entries where entry.path == name || entry.path.hasSuffix("/" + name) {
      guard let content = try tree.file(at: entry.path) else { continue }
      let folder = entry.path.droppingFirst(start.utf8.count).dropLast(name.count)
      stack.add(
        IgnoreFile(bytes: content.bytes),
        inFolder: folder.hasSuffix("/") ? String(folder.dropLast()) : ""
      )
    }
    return stack
  }

  private static func isJobFile(
    _ entry: TreeEntry,
    _ start: String,
    _ ignored: IgnoreStack
  ) -> Bool {
    if entry.kind == .other("a submodule") { return false }
    let path = entry.path.droppingFirst(start.utf8.count)
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return false }
    if TreePaths.has(path, segmentThatStartsWith: "..") { return false }
    return !ignored.ignores(path: path, isDirectory: false)
  }
}
