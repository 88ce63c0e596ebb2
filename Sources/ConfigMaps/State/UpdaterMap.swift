package import Diagnostics
internal import Files
package import GoFormats
internal import Prow
internal import YAML

/// An entry of `config_updater.maps`, cluster groups expanded.
package struct UpdaterMap: Sendable {
  package let glob: Glob
  /// One name, or those of the partitions; empty if the entry names no ConfigMap.
  package let names: [String]
  /// Whether the files are spread over the names.
  package let isPartitioned: Bool
  /// The key of every file; `nil` for keys made of paths.
  package let key: String?
  /// Whether keys are whole paths rather than base names.
  package let usesFullPath: Bool
  package let isZipped: Bool
  /// In the order of their names; an empty namespace is the one of ProwJobs.
  package let clusters: [(name: String, namespaces: [String])]
  package let allowedRepos: [String]
  package let deniedRepos: [String]
  /// Where the entry is in plugins.yaml.
  package let place: Place

  /// Source: Prow, `SetDefaults` of ConfigUpdater in pkg/plugins/config.go.
  init(_ path: String, name: String, isZipped: Bool, place: Place) {
    glob = Glob(path)
    names = [name]
    isPartitioned = false
    key = nil
    usesFullPath = false
    self.isZipped = isZipped
    clusters = [("default", [""])]
    allowedRepos = []
    deniedRepos = []
    self.place = place
  }

  /// Sources: Prow, `SetDefaults` and `resolve` of ConfigUpdater in pkg/plugins/config.go.
  init(_ key: Node, _ node: Node, isZipped: Bool, groups: Node?) {
    glob = Glob(key.text.string)
    place = key.place
    let partitions = node[.partitionedNames].map(UpdaterMap.texts) ?? []
    let name = node.converted(.name).flatMap { $0.isEmpty ? nil : $0 }
    isPartitioned = name == nil && !partitions.isEmpty
    names = name.map { [$0] } ?? partitions
    self.key = node.converted(.key).flatMap { $0.isEmpty ? nil : $0 }
    self.isZipped = node[.gzip]?.bool ?? isZipped
    let ownGroups = node[.clusterGroups].map(UpdaterMap.texts) ?? []
    clusters = UpdaterMap.clusters(node[.clusters], groups: ownGroups, of: groups)
    // Prow loses these fields of an entry when it puts the clusters of its groups in.
    let isKept = ownGroups.isEmpty
    usesFullPath = isKept && node.isTrue(.useFullPathAsKey)
    allowedRepos = isKept ? node[.allowedRepos].map(UpdaterMap.texts) ?? [] : []
    deniedRepos = isKept ? node[.deniedRepos].map(UpdaterMap.texts) ?? [] : []
  }

  /// In lists of strings Prow converts numbers and booleans to strings.
  ///
  /// Source: `convertToJSONableObject` in yaml.go of sigs.k8s.io/yaml.
  private static func texts(_ list: Node) -> [String] { list.items.map(\.convertedText) }

  private static func clusters(
    _ own: Node?,
    groups names: [String],
    of groups: Node?
  ) -> [(name: String, namespaces: [String])] {
    var clusters: [String: Set<String>] = [:]
    for entry in own?.entries.map(\.self) ?? [] {
      clusters[entry.key.text.string, default: []].formUnion(texts(entry.value))
    }
    for group in groups?.entries.map(\.self) ?? [] where names.contains(group.key.text.string) {
      let namespaces = group.value[.namespaces].map(texts) ?? []
      for cluster in group.value[.clusters].map(texts) ?? [] {
        clusters[cluster, default: []].formUnion(namespaces)
      }
    }
    if own?.isEmpty ?? true, names.isEmpty { return [("default", [""])] }
    return clusters.sorted { TreePaths.precedes($0.key, $1.key) }.map {
      ($0.key, $0.value.sorted(by: TreePaths.precedes))
    }
  }
}

extension UpdaterMap {
  /// The key of a file.
  ///
  /// Source: Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go.
  package func key(of path: String) -> String {
    if let key { return key }
    if usesFullPath { return path.replacing("/", with: "-") }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    return slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// The name of the ConfigMap that holds a key; `nil` if the entry names none.
  ///
  /// Source: Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go.
  package func name(for key: String) -> String? {
    if names.isEmpty { return nil }
    return names[names.count == 1 ? 0 : Partition.index(of: key, count: names.count)]
  }

  /// Whether a repository may write the ConfigMaps.
  ///
  /// The repository is `org/repo`, or `nil` for a run that takes a tree as a whole.
  ///
  /// Sources: Prow, `IsAllowed` in pkg/plugins/config.go; for a run without a repository `run` in
  /// cmd/config-bootstrapper/main.go.
  package func admits(_ repository: String?) -> Bool {
    let names = repository.map { [$0, RepoKey.split($0).org] } ?? []
    if names.contains(where: deniedRepos.contains) { return false }
    return allowedRepos.isEmpty || names.contains(where: allowedRepos.contains)
  }

  /// All ConfigMaps that files of the entry can be in.
  package func targets(namespace: String) -> [ConfigMapTarget] {
    clusters.flatMap { cluster in
      cluster.namespaces.flatMap { own in
        Set(names).sorted(by: TreePaths.precedes).map { name in
          ConfigMapTarget(
            cluster: cluster.name,
            namespace: own.isEmpty ? namespace : own,
            name: name
          )
        }
      }
    }
  }
}
