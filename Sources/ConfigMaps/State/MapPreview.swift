package import Diagnostics
package import Files
package import Prow

/// What one entry of `config_updater.maps` makes of a tree, by what the tree lists: no file is read.
package struct MapPreview: Sendable {
  /// In their order; a partition without keys is left out.
  package let configMaps: [ConfigMap]

  package struct ConfigMap: Sendable {
    package let target: ConfigMapTarget
    package let keyCount: Int
    /// Of the files, before they are zipped.
    package let bytes: Int
    package let isZipped: Bool
    /// The key of the largest file, and its bytes.
    package let largest: (key: String, bytes: Int)
  }

  /// `nil` if no entry is there.
  ///
  /// - Parameters:
  ///   - range: Where the key of the entry is in plugins.yaml.
  ///   - plugins: Has the entry.
  ///   - tree: The files.
  ///   - namespace: `prowjob_namespace`.
  /// - Throws: `TreeError` if the tree can't be read.
  package init?(
    at range: SourceRange,
    of plugins: LoadedFile,
    _ tree: some FileTree,
    namespace: String
  ) throws(TreeError) {
    let config = UpdaterConfig(plugins).only(at: range)
    if config.maps.isEmpty { return nil }
    var request = DesiredState.Request(namespace: namespace)
    request.ignoresRepositories = true
    var placement = Placement(tree: tree, config: config, request: request)
    try placement.run()
    let sizes = placement.sizes
    configMaps = placement.items.sorted { $0.key < $1.key }.compactMap { target, items in
      let files = items.map { (key: $0, bytes: sizes[$1.entry.path] ?? 0) }
      let largest = files.max { ($0.bytes, $1.key) < ($1.bytes, $0.key) }
      return largest.map { largest in
        ConfigMap(
          target: target,
          keyCount: files.count,
          bytes: files.reduce(0) { $0 + $1.bytes },
          isZipped: items.values.contains(where: \.isZipped),
          largest: largest
        )
      }
    }
  }
}
