package import Files
internal import Kubernetes
package import Prow

/// Finds what is wrong with the files of a tree without reading those that can't be too large.
///
/// What `DesiredState` would find, for the linter, which has no time to zip everything.
package enum TreeCheck {
  /// - Parameters:
  ///   - tree: Only the files and folders that a map can match are looked at.
  ///   - config: The maps.
  ///   - namespace: `prowjob_namespace`.
  ///   - workers: How many tasks zip at a time.
  /// - Returns: What is wrong.
  /// - Throws: `TreeError` if the tree can't be read.
  package static func faults(
    of tree: some FileTree,
    config: UpdaterConfig,
    namespace: String,
    workers: Int
  ) async throws(TreeError) -> [PublishedFault] {
    // Prow writes the commit next to the files.
    let commit = String(repeating: "0", count: 40)
    var request = DesiredState.Request(revision: commit, namespace: namespace)
    request.ignoresRepositories = true
    var placement = Placement(tree: tree, config: config, request: request)
    try placement.run()
    var faults = placement.faults
    let suspects = try suspects(in: placement, of: tree)
    if !suspects.isEmpty {
      let state = try await DesiredState.make(
        of: placement.limited(to: suspects),
        in: tree,
        request,
        workers: workers
      )
      faults += state.faults.filter(\.isOfSize)
    }
    return faults
  }

  /// Names of ConfigMaps that may be too large or nearly full.
  private static func suspects(
    in placement: Placement,
    of tree: some FileTree
  ) throws(TreeError) -> Set<String> {
    let sizes = placement.sizes
    var suspects: Set<String> = []
    for (target, items) in placement.filesByTarget where !suspects.contains(target.name) {
      let all = items.reduce(0) { $0 + (sizes[$1.entry.path] ?? 0) }
      // What is stored and sent is more than the values, and counted only where it may matter.
      let stored = ConfigMapWeight.stored(
        (placement.items[target] ?? [:]).map { key, item in
          ConfigMapWeight.stored(key: key, bytes: sizes[item.entry.path] ?? 0)
        }
      )
      if all <= SizeLimit.warning, all * 6 <= SizeLimit.request, stored <= SizeLimit.stored {
        continue
      }
      let zipped = items.filter(\.isZipped)
      let plain = all - zipped.reduce(0) { $0 + (sizes[$1.entry.path] ?? 0) }
      // The sample of files that hardly zip is off by some per cent.
      let estimate = try plain + estimate(zipped.map(\.entry), sizes, tree) / 16 * 17
      let isTexty = plain * 6 > SizeLimit.request
      if estimate > SizeLimit.warning || isTexty || estimate + stored - all > SizeLimit.stored {
        suspects.insert(target.name)
      }
    }
    return suspects
  }

  /// About the sizes of files when zipped: of files of similar size only one is zipped, and quickly.
  ///
  /// With real job files, the sample is up to 8 % too small, and quick zipping makes all of them 12 to
  /// 17 % larger; files that hardly zip are right within 3 %.
  private static func estimate(
    _ files: [TreeEntry],
    _ sizes: [String: Int],
    _ tree: some FileTree
  ) throws(TreeError) -> Int {
    let bySize = files.indices.map { (size: sizes[files[$0].path] ?? 0, index: $0) }
      .sorted { ($0.size, $0.index) < ($1.size, $1.index) }
    let count = max(1, files.count / 32)
    let groups = stride(from: 0, to: files.count, by: count).map { start in
      bySize[start..<min(start + count, files.count)]
    }
    let sample = groups.map { group in
      files[group[(group.startIndex + group.endIndex) / 2].index]
    }
    let encoder = GzipEncoder(effort: .quick)
    var estimate = 0.0
    for (group, content) in zip(groups, try tree.contents(of: sample)) {
      let all = group.reduce(0) { $0 + $1.size }
      let zipped = content.zip(with: encoder).count
      estimate += Double(all) * Double(zipped) / Double(max(1, content.bytes.count))
    }
    return Int(estimate)
  }
}
