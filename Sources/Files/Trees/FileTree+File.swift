extension FileTree {
  /// The file at a path, links inside the tree followed; `nil` if none is there.
  package func file(at path: String) throws(TreeError) -> FileContent? {
    guard let entry = try entry(at: path) else { return nil }
    guard case .file(let file) = try resolve(entry) else { return nil }
    return try contents(of: [file]).first
  }

  /// The file at a path that something depends on; `nil` if nothing is there.
  ///
  /// - Throws: `TreeError` also if what is there can't be read as a file of the tree.
  package func neededFile(at path: String) throws(TreeError) -> FileContent? {
    guard let entry = try entry(at: path) else { return nil }
    switch try resolve(entry) {
    case .file(let file): return try contents(of: [file]).first
    case .fault(let words):
      throw TreeError("can't read \(displayName(of: path)): \(words)", isOfContents: true)
    }
  }

  /// The file that an entry is or leads to, or why there is none.
  package func resolve(_ entry: TreeEntry) throws(TreeError) -> LinkResolver.Outcome {
    switch entry.kind {
    case .file: return .file(entry)
    case .folder: return .fault("it is a folder")
    case .other(let what): return .fault("it is \(what)")
    case .link(let target):
      switch try LinkResolver(tree: self).resolve(entry.path, target: target) {
      case .file(let file): return .file(file)
      case .fault(let words): return .fault("the symbolic link \(words)")
      }
    }
  }
}
