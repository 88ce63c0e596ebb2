internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of config_updater.
  static let updaterRules: [Rule] = [
    configMapTarget, configMapFixedKeyClash, configMapClusterGroups,
  ]

  static let configMapTarget = Rule(
    id: "configmap-target",
    summary: "an entry of config_updater names its ConfigMaps in two ways, or too many of them",
    why: "name is one ConfigMap, partitioned_names are up to 256 that share the files. Prow "
      + "refuses the whole file if an entry has both, or more.",
    help: "keep name, or up to 256 partitioned_names",
    source: "Prow, `validateConfigUpdater` in pkg/plugins/config.go",
    bad: .plugins(updater("jobs/**/*.yaml: {name: jobs, partitioned_names: [jobs-0, jobs-1]}")),
    good: .plugins(updater("jobs/**/*.yaml: {partitioned_names: [jobs-0, jobs-1]}")),
    check: .workspace { scope, report in
      for entry in UpdaterEntry.all(scope.workspace) {
        guard let names = entry.node[.partitionedNames], names.itemCount > 0 else { continue }
        if let name = entry.node[.name], !name.isEmpty {
          report(
            "name \"\(name.text.short)\" together with partitioned_names",
            at: entry.node.key(.partitionedNames) ?? names,
            related: [(name, "the name")]
          )
        }
        if names.itemCount > 256 {
          report("\(names.itemCount) partitioned_names, more than 256", at: names)
        }
      }
    }
  )

  static let configMapFixedKeyClash = Rule(
    id: "configmap-fixed-key-clash",
    summary: "two entries of config_updater write the same key of a ConfigMap",
    why: "One would overwrite what the other has written, so Prow refuses the whole file. It "
      + "compares key, or else the last part of the glob as written, and ignores "
      + "use_full_path_as_key: a/*.yaml and b/*.yaml clash.",
    help: "write to another ConfigMap, or make one glob of both with {a,b}",
    source: "Prow, `validateConfigUpdater` in pkg/plugins/config.go",
    bad: .plugins(updater("a/*.yaml: {name: jobs}\nb/*.yaml: {name: jobs}")),
    good: .plugins(updater("a/*.yaml: {name: jobs}\nb/*.yaml: {name: more-jobs}")),
    check: .workspace { scope, report in
      var first: [UpdaterEntry.Target: UpdaterEntry] = [:]
      for entry in UpdaterEntry.all(scope.workspace) {
        if let namespace = entry.repeatedNamespace {
          report(
            "\"\(entry.path.shortened)\" names namespace \"\(namespace.text.short)\" twice in one "
              + "cluster, and so writes its key twice",
            at: namespace,
            help: "remove one of them"
          )
        }
        // One finding for an entry says enough, however many clusters it is for.
        var clash: UpdaterEntry?
        for target in entry.targets {
          if let other = first[target] { clash = clash ?? other } else { first[target] = entry }
        }
        guard let clash else { continue }
        report(
          "\"\(entry.path.shortened)\" writes key \"\(entry.dataKey.shortened)\" of "
            + "\"\(entry.mapName.shortened)\", as \"\(clash.path.shortened)\" does",
          at: entry.key,
          related: [(clash.key, "the first one")]
        )
      }
    }
  )

  static let configMapClusterGroups = Rule(
    id: "configmap-cluster-groups",
    summary: "an entry of config_updater names an unknown cluster group, or clusters as well",
    why: "cluster_groups of an entry are names from config_updater.cluster_groups, and replace "
      + "clusters. Prow refuses the whole file otherwise.",
    help: "define the group, or remove one of the two fields",
    source: "Prow, `validateConfigUpdater` in pkg/plugins/config.go",
    bad: .plugins(updater("a.yaml: {name: a, cluster_groups: [build]}")),
    good: .plugins(
      updater("a.yaml: {name: a, cluster_groups: [build]}")
        + "  cluster_groups:\n    build: {clusters: [b1], namespaces: [prow]}\n"
    ),
    check: .workspace { scope, report in
      let groups = scope.workspace.plugins?.root?[.configUpdater]?[.clusterGroups]
      let defined = Set(groups.map { $0.entries.map(\.key.text) } ?? [])
      for entry in UpdaterEntry.all(scope.workspace) {
        guard let names = entry.node[.clusterGroups], !names.isEmpty else { continue }
        if let clusters = entry.node[.clusters], !clusters.isEmpty {
          report(
            "clusters together with cluster_groups",
            at: entry.node.key(.clusterGroups) ?? names,
            related: [(entry.node.key(.clusters) ?? clusters, "the clusters")]
          )
        }
        for name in names.items {
          guard let text = name.string, !defined.contains(text) else { continue }
          report("there is no cluster group \"\(text.short)\"", at: name)
        }
      }
    }
  )

  /// A plugins.yaml with these lines in `config_updater.maps`.
  static func updater(_ entries: String) -> String {
    let lines = entries.split(separator: "\n").map { "    \($0)\n" }.joined()
    return "plugins:\n  acme:\n    plugins: [config-updater]\nconfig_updater:\n  maps:\n" + lines
  }
}

/// An entry of `config_updater.maps`.
struct UpdaterEntry {
  /// The path or glob, as written.
  let key: Node
  let node: Node
  let path: String
  /// `key`, or else the last part of the path, as Go's `path.Base` finds it.
  let dataKey: String
  /// The ConfigMap, or all that share the files.
  let mapName: String

  /// One key of one ConfigMap.
  struct Target: Hashable {
    let cluster: String
    let namespace: String
    let map: String
    let key: String
  }

  /// The entries of plugins.yaml that are mappings; Prow's defaults have no place.
  static func all(_ workspace: Workspace) -> [UpdaterEntry] {
    guard let maps = workspace.plugins?.root?[.configUpdater]?[.maps] else { return [] }
    return maps.entries.filter { $0.value.isMapping }.map { UpdaterEntry($0.key, $0.value) }
  }

  private init(_ key: Node, _ node: Node) {
    self.key = key
    self.node = node
    path = key.text.string
    let parts = path.split(separator: "/")
    let base = parts.last.map(String.init) ?? (path.isEmpty ? "." : "/")
    dataKey = node.converted(.key).flatMap { $0.isEmpty ? nil : $0 } ?? base
    let name = node.converted(.name) ?? ""
    let partitions = node[.partitionedNames]?.list.map(\.text.string) ?? []
    mapName = name.isEmpty ? partitions.joined(separator: ",") : name
  }

  /// What the entry writes; nothing if it uses cluster groups, which Prow does not compare.
  var targets: Set<Target> {
    guard node[.clusterGroups]?.isEmpty ?? true else { return [] }
    guard let clusters = node[.clusters], !clusters.isEmpty else {
      return [Target(cluster: "default", namespace: "", map: mapName, key: dataKey)]
    }
    var targets: Set<Target> = []
    for entry in clusters.entries {
      for namespace in entry.value.items {
        targets.insert(
          Target(
            cluster: entry.key.text.string,
            namespace: namespace.string?.string ?? "",
            map: mapName,
            key: dataKey
          )
        )
      }
    }
    return targets
  }

  /// A namespace that is before it in the same list; Prow takes the entry for two.
  fileprivate var repeatedNamespace: Node? {
    guard node[.clusterGroups]?.isEmpty ?? true, let clusters = node[.clusters] else { return nil }
    for entry in clusters.entries {
      var seen: Set<String> = []
      for namespace in entry.value.items
      where namespace.isScalar && !seen.insert(namespace.convertedText).inserted {
        return namespace
      }
    }
    return nil
  }

  /// Whether the path can match several files: without a star no character is special.
  var isGlob: Bool { path.utf8.contains(UInt8(ascii: "*")) }
}
