extension FileTree {
  /// The file at a path, links inside the tree followed; `nil` if none is there.
  package func file(at path: String) throws(TreeError) -> FileContent? {
    guard var entry = try entry(at: path) else { return nil }
    if case .link(let target) = entry.kind {
      guard
        case .file(let file) = try LinkResolver(tree: self).resolve(path, target: target)
      else { return nil }
      entry = file
    }
    return entry.kind == .file ? try contents(of: [entry]).first : nil
  }
}
