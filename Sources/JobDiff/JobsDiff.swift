package import Configs
internal import Diagnostics
package import Files
internal import Machine
package import Prow
internal import YAML

/// What differs between the resolved jobs of two trees.
package struct JobsDiff: Sendable {
  /// In the order of files and lines.
  package let changes: [JobChange]
  /// Files whose jobs are not known in one of the trees, and so not compared; in their order.
  package let unread: [UnreadFile]

  /// A job file that can't be read.
  package struct UnreadFile: Sendable, Hashable {
    /// As it is shown.
    package let name: String
    /// Whether that is so after the change.
    package let isNow: Bool
    package let wasBefore: Bool

    package init(name: String, isNow: Bool, wasBefore: Bool) {
      self.name = name
      self.isNow = isNow
      self.wasBefore = wasBefore
    }
  }

  package init(changes: [JobChange], unread: [UnreadFile] = []) {
    self.changes = changes
    self.unread = unread
  }

  package var isEmpty: Bool { changes.isEmpty && unread.isEmpty }

  /// Compares all jobs of the files that differ, and all jobs there are if presets or the defaults
  /// of config.yaml differ.
  ///
  /// - Parameters:
  ///   - old: The tree before.
  ///   - new: The tree after.
  ///   - schema: The tables that fields are found by.
  ///   - workers: How many tasks work at a time.
  /// - Returns: The changes. Files that can't be read in one of the trees are said, not compared.
  /// - Throws: `TreeError` if a tree can't be read.
  package static func make(
    from old: TreeJobs,
    to new: TreeJobs,
    schema: ProwSchema,
    workers: Int
  ) async throws(TreeError) -> JobsDiff {
    let before = try JobFiles(in: old.tree, at: old.roots, except: old.excluded)
    let after = try JobFiles(in: new.tree, at: new.roots, except: new.excluded)
    var loader = JobLoader(old: before, new: after, schema: schema, workers: workers)
    var (oldSide, newSide) = await loader.load(old, new)
    let unread = JobsDiff.leaveOutUnread(&oldSide, &newSide, before, after, new.tree)
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
      JobsDiff(changes: changes.flatMap(\.self).sorted(by: JobsDiff.inOrder), unread: unread)
    }
  }

  /// Takes the jobs of files out of both sides that can't be read in one of them.
  private static func leaveOutUnread(
    _ old: inout JobLoader.Side,
    _ new: inout JobLoader.Side,
    _ before: JobFiles,
    _ after: JobFiles,
    _ tree: any FileTree
  ) -> [UnreadFile] {
    func names(_ side: JobLoader.Side, _ files: JobFiles) -> Set<String> {
      side.unread.union(files.faults.keys.map(tree.displayName))
    }
    let (was, now) = (names(old, before), names(new, after))
    let all = was.union(now)
    if all.isEmpty { return [] }
    old.jobs.removeAll { all.contains($0.fileName) }
    new.jobs.removeAll { all.contains($0.fileName) }
    return all.sorted(by: TreePaths.precedes).map {
      UnreadFile(name: $0, isNow: now.contains($0), wasBefore: was.contains($0))
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
