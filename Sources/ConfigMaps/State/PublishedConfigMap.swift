package import Files
internal import GoFormats

/// A ConfigMap that config_updater makes of a tree, and the globs whose files are in it.
package struct PublishedConfigMap: Sendable {
  /// Files are zipped when somebody asks for their values.
  package let configMap: DesiredConfigMap
  /// Keys of `config_updater.maps`, in the order of their bytes; of a partition without keys those that
  /// it is a part of.
  package let globs: [String]
}

extension DesiredState {
  /// The ConfigMaps of a tree, in the order of their targets, for whatever repository.
  ///
  /// Files with a problem are left out: the rules about ConfigMaps report them.
  ///
  /// - Parameters:
  ///   - tree: Only the files and folders that a map can match are looked at.
  ///   - config: The maps.
  ///   - namespace: `prowjob_namespace`.
  /// - Returns: Each with the key `VERSION`, which Prow sets to a commit.
  /// - Throws: `TreeError` if the tree can't be read.
  package static func published(
    of tree: any FileTree,
    config: UpdaterConfig,
    namespace: String
  ) throws(TreeError) -> [PublishedConfigMap] {
    let commit = String(repeating: "0", count: 40)
    var request = Request(revision: commit, namespace: namespace)
    request.ignoresRepositories = true
    var placement = Placement(tree: tree, config: config, request: request)
    try placement.run()
    let files = placement.filesToRead
    let contents = Dictionary(
      zip(files.map(\.entry.path), try tree.contents(of: files.map(\.entry))),
      uniquingKeysWith: { first, _ in first }
    )
    return placement.configMaps(contents: contents, version: commit).map { configMap in
      let target = configMap.target
      let own = placement.maps(of: target)
      let maps =
        own.isEmpty
        ? config.maps.filter { $0.targets(namespace: namespace).contains(target) } : own
      return PublishedConfigMap(configMap: configMap, globs: maps.map(\.glob.pattern))
    }
  }
}
