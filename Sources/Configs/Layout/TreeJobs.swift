package import Files
package import Prow

/// A tree and where its jobs are.
package struct TreeJobs: Sendable {
  package let tree: any FileTree
  /// Files and folders with jobs, from the root of the tree.
  package let roots: [String]
  package let config: LoadedFile?
  /// Files among the roots that hold no jobs, such as config.yaml itself.
  package let excluded: Set<String>

  package init(
    tree: any FileTree,
    roots: [String],
    config: LoadedFile?,
    excluded: Set<String>
  ) {
    self.tree = tree
    self.roots = roots
    self.config = config
    self.excluded = excluded
  }
}
