import Analysis
import Cluster
import ClusterDouble
import ConfigMaps
import Configs
import Files
import Formats
import Prow
import TestSupport
import Testing
import Updater

/// Lives through a scenario with the updater in Prow's place.
struct ScenarioRun {
  let scenario: Scenario
  let cluster: TestCluster
  private let folder: TemporaryFolder

  static let clusters = ["default", "build1"]
  static let namespaces = ["default", "test-pods", "ns-a", "ns-b"]

  init(_ scenario: Scenario, _ cluster: TestCluster) throws {
    self.scenario = scenario
    self.cluster = cluster
    folder = try TemporaryFolder()
    try folder.write(
      String(decoding: scenario.plugins.json, as: UTF8.self),
      to: "plugins.yaml"
    )
    try folder.write("prowjob_namespace: \(scenario.namespace)\n", to: "config.yaml")
  }

  /// What differs afterwards from what Prow made of it; empty if nothing does.
  func differences() async throws -> [String] {
    for held in scenario.prior { try await create(held) }
    // The state before the merge has been applied too, and the keys of its files taken over.
    let before = try await check(try await filesBefore(), named: "before")
    if !before.isRefused {
      _ = await apply(before.state, ApplyOptions(takesOver: true))
    }
    let after = try await check(scenario.files, named: "after")
    if after.isRefused {
      return scenario.isRefusal ? try await compare() : ["refused"]
    }
    _ = await apply(after.state, ApplyOptions(takesOver: true))
    return try await compare()
  }

  // MARK: Before

  private func create(_ held: Scenario.Held) async throws {
    func texts(_ map: ConfigMapField.Map, _ text: ([UInt8]) -> String) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: held.values.filter { $0.key.map == map }
          .map { ($0.key.key, text($0.value)) }
      )
    }
    try await cluster.create(
      held.target.name,
      namespace: held.target.namespace,
      data: texts(.data) { String(decoding: $0, as: UTF8.self) },
      binaryData: texts(.binaryData, Base64Text.encoded),
      labels: held.labels,
      annotations: held.annotations,
      isImmutable: held.isImmutable,
      as: "hook",
      in: held.target.cluster
    )
  }

  /// The tree before the merge, with the contents that Prow had put into the prior ConfigMaps.
  private func filesBefore() async throws -> [String: [UInt8]] {
    var files = scenario.files
    var unknown: Set<String> = []
    for change in scenario.changes.reversed() {
      files[change.file] = nil
      if change.status != "added", change.status != "renamed" { unknown.insert(change.file) }
      if let previous = change.previous { unknown.insert(previous) }
    }
    for path in unknown { files[path] = [] }
    let placed = try await check(files, named: "placed").state
    for path in unknown { files[path] = nil }
    for configMap in placed.configMaps {
      guard let held = scenario.prior.first(where: { $0.target == configMap.target }) else {
        continue
      }
      for entry in configMap.entries where unknown.contains(entry.path) {
        for map in ConfigMapField.Map.allCases {
          if let value = held.values[ConfigMapField(map, entry.key)] { files[entry.path] = value }
        }
      }
    }
    return files
  }

  private func check(_ files: [String: [UInt8]], named name: String) async throws -> CheckedTree {
    try folder.shell("mkdir -p '\(folder.path)/\(name)/no-jobs'")
    for (path, bytes) in files { try folder.write(bytes: bytes, to: "\(name)/\(path)") }
    let root = "\(folder.path)/\(name)"
    return try #require(
      try await CheckedTree.check(
        FolderTree(root, shownAs: ""),
        layout: TreeLayout(
          NamedTree(
            root: root,
            config: "\(folder.path)/config.yaml",
            plugins: "\(folder.path)/plugins.yaml"
          ),
          // Few of the files below jobs/ are jobs.
          jobs: ["\(root)/no-jobs"],
          settings: Settings()
        ),
        request: CheckedTree.Request(
          repository: scenario.repository,
          revision: scenario.sha,
          workers: 1
        )
      )
    )
  }

  /// Applies a state to the namespaces that the test has.
  private func apply(_ state: DesiredState, _ options: ApplyOptions) async -> [TargetOutcome] {
    func renamed(_ target: ConfigMapTarget) -> ConfigMapTarget {
      ConfigMapTarget(
        cluster: target.cluster,
        namespace: cluster.namespace(target.namespace, in: target.cluster),
        name: target.name
      )
    }
    let own = DesiredState(
      configMaps: state.configMaps.map {
        DesiredConfigMap(target: renamed($0.target), entries: $0.entries, version: $0.version)
      },
      unmatchedTargets: state.unmatchedTargets.map(renamed),
      version: state.version
    )
    guard let manager = FieldManager(repository: scenario.repository) else { return [] }
    return await Applier(clusters: cluster.clusters, manager: manager, options: options).apply(own)
  }

  // MARK: After

  private func compare() async throws -> [String] {
    var differences: [String] = []
    for expected in scenario.outcome {
      let target = expected.target
      let found = try await cluster.configMap(
        target.name,
        namespace: target.namespace,
        in: target.cluster
      )
      guard let found else {
        differences.append("\(target) is missing")
        continue
      }
      let values = found.values.mapValues { Gzip.unzip($0, limit: 1 << 24) ?? $0 }
      for field in Set(values.keys).union(expected.values.keys)
      where values[field] != expected.values[field] {
        let words =
          values[field] == nil
          ? "is missing" : expected.values[field] == nil ? "is there" : "differs"
        differences.append("\(target) \(field.map.rawValue) \(field.key) \(words)")
      }
      if found.labels != expected.labels { differences.append("\(target) labels \(found.labels)") }
      if found.annotations != expected.annotations { differences.append("\(target) annotations") }
    }
    let known = Set(scenario.outcome.map(\.target))
    for name in ScenarioRun.clusters {
      for namespace in ScenarioRun.namespaces {
        for found in try await cluster.names(in: namespace, of: name) {
          let target = ConfigMapTarget(cluster: name, namespace: namespace, name: found)
          if !known.contains(target) { differences.append("\(target) is there") }
        }
      }
    }
    return differences.sorted()
  }
}
