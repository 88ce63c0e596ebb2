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

/// The files of a work tree that git knows or would take.
package struct GitWorkTree: FileTree {
  let repository: GitRepository
  let folder: FolderTree

  package func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    let paths = TreePaths.outermost(paths)
    if paths.isEmpty { return [] }
    var entries: [TreeEntry] = []
    for name in try repository.workTreePaths(paths) {
      let path = String(decoding: name, as: UTF8.self)
      guard path.utf8.elementsEqual(name) else {
        entries.append(TreeEntry(path: path, kind: .other(TreeEntry.invalidName)))
        continue
      }
      // What was deleted and not committed is still known; a submodule is a folder.
      guard let entry = try folder.entry(at: path), entry.kind != .folder else { continue }
      entries.append(entry)
    }
    return entries
  }

  package func entry(at path: String) throws(TreeError) -> TreeEntry? {
    try folder.entry(at: path)
  }

  package func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    try folder.contents(of: files)
  }

  package func sizes(of files: [TreeEntry]) -> [Int] { folder.sizes(of: files) }

  package func displayName(of path: String) -> String { folder.displayName(of: path) }
}
