internal import Synchronization

/// A tree of which each list of files is made once; what the files hold is read each time.
package final class ListedTree: FileTree {
  private let tree: any FileTree
  /// By the paths that were asked for.
  private let lists = Mutex<[[String]: Result<[TreeEntry], TreeError>]>([:])

  package init(_ tree: any FileTree) {
    self.tree = tree
  }

  package func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    if let known = lists.withLock({ $0[paths] }) { return try known.get() }
    let list = Result { () throws(TreeError) in try tree.entries(at: paths) }
    lists.withLock { $0[paths] = list }
    return try list.get()
  }

  package func files(
    named takes: (String) -> Bool,
    skipping skips: (String) -> Bool,
    most: Int
  ) throws(TreeError) -> [TreeEntry] {
    try tree.files(named: takes, skipping: skips, most: most)
  }

  package func entry(at path: String) throws(TreeError) -> TreeEntry? { try tree.entry(at: path) }

  package func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    try tree.contents(of: files)
  }

  package func sizes(of files: [TreeEntry]) throws(TreeError) -> [Int] {
    try tree.sizes(of: files)
  }

  package func displayName(of path: String) -> String { tree.displayName(of: path) }
}
