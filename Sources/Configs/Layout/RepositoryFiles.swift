package import Files

/// The files of a repository as its policies see them.
package enum RepositoryFiles {
  /// All files, without the job files that a `.prowignore` keeps from Prow.
  ///
  /// - Parameters:
  ///   - tree: The repository.
  ///   - folders: Where Prow reads job files, from the root of the tree.
  /// - Returns: Paths from the root, sorted.
  /// - Throws: `TreeError` if a folder or a `.prowignore` can't be read.
  package static func paths(
    in tree: any FileTree,
    jobs folders: [String]
  ) throws(TreeError) -> [String] {
    let entries = try tree.entries(at: [""])
    var hidden: Set<String> = []
    for folder in folders {
      let start = folder.isEmpty ? "" : folder + "/"
      let below = entries.filter { $0.path.hasPrefix(start) }
      let ignored = try JobFiles.ignored(start, below, tree)
      for entry in below where isJobFile(entry.path) {
        let path = String(entry.path.dropFirst(start.count))
        if ignored.ignores(path: path, isDirectory: false) { hidden.insert(entry.path) }
      }
    }
    return entries.map(\.path).filter { !hidden.contains($0) }.sorted()
  }

  private static func isJobFile(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }
}
