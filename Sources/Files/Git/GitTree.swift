/// The files of a commit.
package struct GitTree: FileTree {
  private let repository: GitRepository
  /// The id of the commit.
  package let commit: String

  init(repository: GitRepository, commit: String) {
    self.repository = repository
    self.commit = commit
  }

  package func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    let listing = try repository.listing(of: commit)
    return TreePaths.outermost(paths).flatMap(listing.entries)
  }

  package func entry(at path: String) throws(TreeError) -> TreeEntry? {
    if path.isEmpty { return TreeEntry(path: "", kind: .folder) }
    return try repository.listing(of: commit).entry(at: path)
  }

  package func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    for (file, size) in zip(files, try sizes(of: files)) where size > FileContent.mostBytes {
      throw FileContent.tooLarge(displayName(of: file.path))
    }
    return try repository.contents(of: files.map { $0.object ?? "" })
  }

  package func sizes(of files: [TreeEntry]) throws(TreeError) -> [Int] {
    try repository.sizes(of: files.map { $0.object ?? "" })
  }

  package func displayName(of path: String) -> String { repository.displayName(of: path) }
}
