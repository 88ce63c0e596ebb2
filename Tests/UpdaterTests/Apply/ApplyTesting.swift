import Cluster
import ClusterDouble
import ConfigMaps
import Diagnostics
import Files
import Prow
import Testing
import Updater

/// Makes states of small trees, and applies them.
enum ApplyTesting {
  static func config(_ maps: String) -> UpdaterConfig {
    let lines = maps.split(separator: "\n").map { "    \($0)\n" }.joined()
    let file = SourceFile(path: "plugins.yaml", text: "config_updater:\n  maps:\n\(lines)")
    return UpdaterConfig(LoadedFile.load(file, kind: .plugins, schema: ProwSchema.standard))
  }

  static func tree(_ files: [String: String]) -> MemoryTree {
    MemoryTree(files.map { ($0.key, Array($0.value.utf8)) })
  }

  /// The state of a few files, for the namespace `default` of the test.
  static func state(
    _ files: [String: String],
    maps: String = "conf/*: {name: config}",
    revision: String? = nil,
    in cluster: TestCluster
  ) async throws -> DesiredState {
    try await state(bytes: files.mapValues { Array($0.utf8) }, maps: maps, revision, cluster)
  }

  static func state(
    bytes files: [String: [UInt8]],
    maps: String = "conf/*: {name: config}",
    _ revision: String? = nil,
    _ cluster: TestCluster
  ) async throws -> DesiredState {
    try await DesiredState.make(
      of: MemoryTree(files.map { ($0.key, $0.value) }),
      config: config(maps),
      request: DesiredState.Request(
        repository: "acme/launchpad",
        revision: revision,
        namespace: cluster.namespace("default")
      ),
      workers: 1
    )
  }
}

extension TestCluster {
  /// The outcome of applying a state with one ConfigMap.
  func apply(
    _ state: DesiredState,
    _ options: ApplyOptions = ApplyOptions(),
    repository: String = "acme/launchpad"
  ) async throws -> TargetOutcome {
    let outcomes = try await applyAll(state, options, repository: repository)
    try #require(outcomes.count == 1)
    return outcomes[0]
  }

  func applyAll(
    _ state: DesiredState,
    _ options: ApplyOptions = ApplyOptions(),
    repository: String = "acme/launchpad"
  ) async throws -> [TargetOutcome] {
    let manager = try #require(FieldManager(repository: repository))
    return await Applier(clusters: clusters, manager: manager, options: options).apply(state)
  }

  /// Applies files to the ConfigMap `config`.
  func apply(
    _ files: [String: String],
    maps: String = "conf/*: {name: config}",
    revision: String? = nil,
    _ options: ApplyOptions = ApplyOptions(),
    repository: String = "acme/launchpad"
  ) async throws -> TargetOutcome {
    let state = try await ApplyTesting.state(files, maps: maps, revision: revision, in: self)
    return try await apply(state, options, repository: repository)
  }
}
