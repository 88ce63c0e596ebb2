internal import Synchronization

/// The files of a work tree that git knows or would take.
///
/// Keeps what it has read as long as it lives.
package struct GitWorkTree: FileTree {
  private let repository: GitRepository
  private let folder: FolderTree
  private let known = Known()

  private final class Known: Sendable {
    let contents = Mutex<[String: FileContent]>([:])
    /// What is at or below some paths.
    let listings = Mutex<[(paths: [String], entries: [TreeEntry])]>([])
  }

  init(repository: GitRepository, folder: FolderTree) {
    (self.repository, self.folder) = (repository, folder)
  }

  package func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    var there: [String] = []
    for path in TreePaths.outermost(paths) {
      guard try folder.entry(at: path) != nil else { continue }
      there.append(path)
    }
    if there.isEmpty { return [] }
    func isIn(_ roots: [String], _ path: String) -> Bool {
      roots.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
    }
    // Who asks while somebody lists the same paths waits for that: git needs no second run.
    return try known.listings.withLock { listings throws(TreeError) in
      if let wider = listings.first(where: { listing in
        there.allSatisfy { isIn(listing.paths, $0) }
      }) {
        return wider.entries.filter { isIn(there, $0.path) }
      }
      let entries = try list(there)
      listings.append((there, entries))
      return entries
    }
  }

  private func list(_ paths: [String]) throws(TreeError) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var folders: Set<String> = []
    for name in try repository.workTreePaths(paths) {
      let path = String(decoding: name, as: UTF8.self)
      guard path.utf8.elementsEqual(name) else {
        entries.append(TreeEntry(path: path, kind: .other(TreeEntry.invalidName)))
        continue
      }
      // What was deleted and not committed is still known; a submodule is a folder.
      guard let entry = try folder.entry(at: path, &folders), entry.kind != .folder else {
        continue
      }
      entries.append(entry)
    }
    return entries
  }

  package func entry(at path: String) throws(TreeError) -> TreeEntry? {
    try folder.entry(at: path)
  }

  package func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    let missing = known.contents.withLock { known in files.filter { known[$0.path] == nil } }
    let read = try folder.contents(of: missing)
    // Commits have most of them, too.
    repository.share(read)
    return known.contents.withLock { known in
      for (file, content) in zip(missing, read) { known[file.path] = content }
      return files.compactMap { known[$0.path] }
    }
  }

  package func sizes(of files: [TreeEntry]) -> [Int] { folder.sizes(of: files) }

  package func displayName(of path: String) -> String { folder.displayName(of: path) }
}
