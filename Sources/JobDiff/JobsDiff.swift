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
    let (oldSide, newSide) = await loader.load(old, new)
    func names(_ side: JobLoader.Side, _ files: JobFiles) -> Set<String> {
      side.unread.union(files.faults.keys.map(new.tree.displayName))
    }
    return await compare(
      oldSide,
      newSide,
      wasUnread: names(oldSide, before),
      isUnread: names(newSide, after),
      hasOneCluster: !after.contents.values.contains { $0.mentions("cluster:") },
      workers: workers
    )
  }

  /// Compares the jobs of two configurations, of which the second one shares with the first what is
  /// the same.
  ///
  /// - Parameters:
  ///   - old: The configuration before.
  ///   - new: The configuration after.
  ///   - workers: How many tasks work at a time.
  /// - Returns: The changes; as for trees.
  package static func make(
    from old: Configuration,
    to new: Configuration,
    workers: Int
  ) async -> JobsDiff {
    // Without its defaults, what a job is can't be known.
    func lacksConfig(_ configuration: Configuration) -> Bool {
      configuration.workspace.config.map { !$0.isReadable } ?? false
    }
    let (wasUnread, isUnread) = (lacksConfig(old), lacksConfig(new))
    if wasUnread || isUnread, let name = (new.workspace.config ?? old.workspace.config)?.file.path {
      let file = UnreadFile(name: name, isNow: isUnread, wasBefore: wasUnread)
      return JobsDiff(changes: [], unread: [file])
    }
    let (oldSide, newSide) = JobLoader.sides(old, new)
    return await compare(
      oldSide,
      newSide,
      wasUnread: oldSide.unread,
      isUnread: newSide.unread,
      hasOneCluster: Set(new.jobsByFile.flatMap(\.jobs).map(\.job.cluster)).count <= 1,
      workers: workers
    )
  }

  /// `wasUnread`, `isUnread`: Names of files whose jobs are not known before and after.
  private static func compare(
    _ old: JobLoader.Side,
    _ new: JobLoader.Side,
    wasUnread: Set<String>,
    isUnread: Set<String>,
    hasOneCluster: Bool,
    workers: Int
  ) async -> JobsDiff {
    var (old, new) = (old, new)
    let unread = wasUnread.union(isUnread)
    if !unread.isEmpty {
      old.jobs.removeAll { unread.contains($0.fileName) }
      new.jobs.removeAll { unread.contains($0.fileName) }
    }
    let pairs = JobPairs(old, new)
    let portions = stride(from: 0, to: pairs.all.count, by: 64).map {
      pairs.all[$0..<min($0 + 64, pairs.all.count)]
    }
    let changes = await ParallelMap.map(portions, workers: workers) { portion in
      portion.compactMap { JobComparison.change($0, hasOneCluster: hasOneCluster) }
    }
    let files = unread.sorted(by: TreePaths.precedes).map {
      UnreadFile(name: $0, isNow: isUnread.contains($0), wasBefore: wasUnread.contains($0))
    }
    // Jobs are views that hold no reference to their files.
    return withExtendedLifetime((old, new)) {
      JobsDiff(changes: changes.flatMap(\.self).sorted(by: JobsDiff.inOrder), unread: files)
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
