internal import Files
internal import Synchronization

/// The files of a commit, as many as the memory of this process is meant for.
final class BoundedTree: FileTree {
  private let tree: any FileTree
  private let most: Int
  private let taken = Mutex(Taken())

  /// What was asked for so far: linting and publishing read the same files.
  private struct Taken {
    var bytes = 0
    var objects: Set<String> = []
  }

  /// `most`: Bytes of all files together; the trees made of them have some times as many.
  init(_ tree: any FileTree, most: Int) {
    self.tree = tree
    self.most = most
  }

  func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    let sizes = try tree.sizes(of: files)
    let isTaken = taken.withLock { taken in
      for (file, size) in zip(files, sizes)
      where taken.objects.insert(file.object ?? file.path).inserted {
        taken.bytes += size
      }
      return taken.bytes <= most
    }
    if isTaken { return try tree.contents(of: files) }
    let largest = zip(files, sizes).max { $0.1 < $1.1 }
    let name = largest.map { "; the largest is \($0.0.path) with \($0.1)" } ?? ""
    throw TreeError(
      "the files that Prow's configuration names have more than \(most) bytes together, which is "
        + "more than the updater reads\(name); narrow the globs, or make the files smaller",
      isOfContents: true
    )
  }

  func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    try tree.entries(at: paths)
  }

  func files(
    named takes: (String) -> Bool,
    skipping skips: (String) -> Bool,
    most: Int
  ) throws(TreeError) -> [TreeEntry] {
    try tree.files(named: takes, skipping: skips, most: most)
  }

  func entry(at path: String) throws(TreeError) -> TreeEntry? { try tree.entry(at: path) }

  func sizes(of files: [TreeEntry]) throws(TreeError) -> [Int] { try tree.sizes(of: files) }

  func displayName(of path: String) -> String { tree.displayName(of: path) }
}
