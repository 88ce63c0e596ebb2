/// A tree of a few files in memory, for the examples of rules.
package struct MemoryTree: FileTree {
  private let files: [(entry: TreeEntry, content: FileContent)]

  /// - Parameter files: Paths and bytes; the order is kept.
  package init(_ files: [(path: String, bytes: [UInt8])]) {
    self.files = files.map { (TreeEntry(path: $0.path, kind: .file), FileContent($0.bytes)) }
  }

  /// Adds symbolic links.
  package init(_ files: [(path: String, bytes: [UInt8])], links: [(path: String, target: String)]) {
    self.files =
      MemoryTree(files).files
      + links.map { (TreeEntry(path: $0.path, kind: .link($0.target)), FileContent([])) }
  }

  package func entries(at paths: [String]) -> [TreeEntry] {
    files.map(\.entry).filter { entry in
      paths.contains { $0.isEmpty || $0 == entry.path || entry.path.hasPrefix($0 + "/") }
    }
  }

  package func entry(at path: String) -> TreeEntry? {
    if let file = files.first(where: { $0.entry.path == path }) { return file.entry }
    let isFolder = files.contains { $0.entry.path.hasPrefix(path + "/") }
    return isFolder ? TreeEntry(path: path, kind: .folder) : nil
  }

  package func contents(of wanted: [TreeEntry]) -> [FileContent] {
    wanted.compactMap { entry in files.first { $0.entry.path == entry.path }?.content }
  }

  package func displayName(of path: String) -> String { path }
}
