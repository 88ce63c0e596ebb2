internal import Diagnostics
package import Prow
internal import YAML

/// What differs between the resolved jobs of two trees.
package struct JobsDiff: Sendable {
  /// In the order of files and lines.
  package let changes: [JobChange]

  /// A tree and where its jobs are.
  package struct Source: Sendable {
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

  package init(changes: [JobChange]) {
    self.changes = changes
  }

  /// Compares all jobs of the files that differ, and all jobs there are if presets or the defaults
  /// of config.yaml differ.
  ///
  /// - Parameters:
  ///   - old: The tree before.
  ///   - new: The tree after.
  ///   - schema: The tables that fields are found by.
  ///   - workers: How many tasks work at a time.
  /// - Returns: The changes. Jobs of files that are no YAML count as absent.
  /// - Throws: `TreeError` if a tree can't be read.
  package static func make(
    from old: Source,
    to new: Source,
    schema: ProwSchema,
    workers: Int
  ) async throws(TreeError) -> JobsDiff {
    let before = try JobFiles(in: old.tree, at: old.roots, except: old.excluded)
    let after = try JobFiles(in: new.tree, at: new.roots, except: new.excluded)
    var loader = JobLoader(old: before, new: after, schema: schema, workers: workers)
    let (oldSide, newSide) = await loader.load(old, new)
    let pairs = JobPairs(oldSide, newSide)
    let hasOneCluster = !after.contents.values.contains { $0.mentions("cluster:") }
    let portions = stride(from: 0, to: pairs.all.count, by: 64).map {
      pairs.all[$0..<min($0 + 64, pairs.all.count)]
    }
    let changes = await ParallelMap.map(portions, workers: workers) { portion in
      portion.compactMap { JobComparison.change($0, hasOneCluster: hasOneCluster) }
    }
    // Jobs are views that hold no reference to their files.
    return withExtendedLifetime((oldSide, newSide)) {
      JobsDiff(changes: changes.flatMap(\.self).sorted(by: JobsDiff.inOrder))
    }
  }

  private static func inOrder(_ left: JobChange, _ right: JobChange) -> Bool {
    if left.place.file != right.place.file {
      return TreePaths.precedes(left.place.file, right.place.file)
    }
    if left.place.line != right.place.line { return left.place.line < right.place.line }
    return left.job.name < right.job.name
  }
}

extension FileContent {
  func mentions(_ word: StaticString) -> Bool {
    bytes.withUnsafeBufferPointer { Text($0).contains(word) }
  }
}
