internal import Prow
internal import YAML

extension RepositoryPage {
  /// What config_updater makes of some of the repository's files.
  struct FedConfigMap {
    /// One, or those of all its partitions.
    let names: [String]
    /// The files.
    let glob: String
    let node: Node
  }

  /// As they are written; empty without the plugin.
  var configMaps: [FedConfigMap] {
    guard plugins.place(of: "config-updater") != nil else { return [] }
    return workspace.pluginFiles.flatMap { file -> [FedConfigMap] in
      let maps = file.root?[.configUpdater]?[.maps]
      return (maps.map { Array($0.entries) } ?? []).filter { isFed($0.value) }.map { entry in
        let partitions = entry.value.list(.partitionedNames).map(\.text.string)
        return FedConfigMap(
          names: entry.value.converted(.name).map { [$0] } ?? partitions,
          glob: entry.key.text.string,
          node: entry.key
        )
      }
    }
  }

  /// Source: Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go.
  private func isFed(_ map: Node) -> Bool {
    let (allowed, denied) = (map.list(.allowedRepos), map.list(.deniedRepos))
    return (allowed.isEmpty || allowed.contains { $0.text.equals(repo) })
      && !denied.contains { $0.text.equals(repo) }
  }
}
