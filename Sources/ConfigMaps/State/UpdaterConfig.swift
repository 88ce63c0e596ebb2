internal import Diagnostics
internal import Files
internal import GoFormats
package import Prow
internal import YAML

/// `config_updater` of plugins.yaml: which files become which keys of which ConfigMaps.
package struct UpdaterConfig: Sendable {
  /// In the order of their patterns' bytes.
  package let maps: [UpdaterMap]

  /// Reads the maps of a plugins.yaml that the `prow` rules accept.
  ///
  /// Without any map there are two.
  ///
  /// Source: Prow, `SetDefaults` of ConfigUpdater in pkg/plugins/config.go.
  package init(_ plugins: LoadedFile) {
    let node = plugins.root?[.configUpdater]
    let isZipped = node?.isTrue(.gzip) ?? false
    let groups = node?[.clusterGroups]
    let maps = node?[.maps].map { maps in
      maps.entries.map { UpdaterMap($0.key, $0.value, isZipped: isZipped, groups: groups) }
    }
    if let maps, !maps.isEmpty {
      self.maps = maps.sorted { TreePaths.precedes($0.glob.pattern, $1.glob.pattern) }
    } else {
      let place = (node ?? plugins.root)?.place ?? Place(file: plugins.file, range: .fileStart)
      self.maps = [
        UpdaterMap("config/prow/config.yaml", name: "config", isZipped: isZipped, place: place),
        UpdaterMap("config/prow/plugins.yaml", name: "plugins", isZipped: isZipped, place: place),
      ]
    }
  }

  private init(maps: [UpdaterMap]) { self.maps = maps }

  /// The map whose key is at a place of plugins.yaml, alone.
  func only(at range: SourceRange) -> UpdaterConfig {
    UpdaterConfig(maps: maps.filter { $0.place.range == range })
  }
}
