import Cluster
import ClusterDouble
import ConfigMaps
import Testing
import Updater

@Suite("Two names of one cluster")
struct NamesakesTests {
  /// Applies files as if the cluster had a second name, `build`.
  private func apply(
    _ files: [String: String],
    maps: String,
    secondURL: (String) -> String,
    in cluster: TestCluster
  ) async throws -> [String: TargetOutcome] {
    let url = try #require(cluster.server?.url)
    var kubeconfig = Kubeconfig()
    kubeconfig.currentContext = "default"
    for (name, url) in [("default", url), ("build", secondURL(url))] {
      kubeconfig.contexts[name] = Kubeconfig.Context(cluster: name, user: "")
      kubeconfig.clusters[name] = Kubeconfig.Server(url: url)
    }
    let clusters = Clusters(kubeconfig: kubeconfig)
    let state = try await ApplyTesting.state(files, maps: maps, in: cluster)
    let manager = try #require(FieldManager(repository: "acme/launchpad"))
    let outcomes = await Applier(clusters: clusters, manager: manager).apply(state)
    await clusters.shutDown()
    return Dictionary(uniqueKeysWithValues: outcomes.map { ($0.target.cluster, $0) })
  }

  private func sameURL(_ url: String) -> String { url }
  private func otherURL(_ url: String) -> String { url.replacing("127.0.0.1", with: "localhost") }

  @Test(arguments: [false, true])
  func aMapThatMovesToTheOtherNameKeepsItsKeys(_ hasOtherURL: Bool) async throws {
    try await TestCluster.run { cluster in
      let url = hasOtherURL ? otherURL : sameURL
      let files = ["conf/one": "1"]
      _ = try await cluster.apply(files)
      // Nothing belongs to the old name any more.
      let outcomes = try await apply(
        files,
        maps: """
          conf/*: {name: config, clusters: {build: [default]}}
          gone/*: {name: config, clusters: {default: [default]}}
          """,
        secondURL: url,
        in: cluster
      )
      #expect(outcomes.mapValues(\.result) == ["default": .unchanged, "build": .unchanged])
      #expect(try await cluster.configMap("config")?.data == ["one": "1"])
    }
  }

  @Test(arguments: [false, true])
  func theSameFilesAreWrittenOnce(_ hasOtherURL: Bool) async throws {
    try await TestCluster.run { cluster in
      let outcomes = try await apply(
        ["conf/one": "1"],
        maps: "conf/*: {name: config, clusters: {default: [default], build: [default]}}",
        secondURL: hasOtherURL ? otherURL : sameURL,
        in: cluster
      )
      let created = TargetOutcome.Result.created(KeyChanges(added: ["one"]))
      #expect(outcomes.mapValues(\.result) == ["default": created, "build": created])
      #expect(cluster.server?.writes.map(\.method) == ["PATCH"])
    }
  }

  @Test(arguments: [false, true], [false, true])
  func differentFilesAreRefused(_ hasOtherURL: Bool, _ isThere: Bool) async throws {
    try await TestCluster.run { cluster in
      if isThere { try await cluster.create("config", data: ["foreign": "x"]) }
      let outcomes = try await apply(
        ["conf/one": "1", "jobs/two": "2"],
        maps: """
          conf/*: {name: config, clusters: {default: [default]}}
          jobs/*: {name: config, clusters: {build: [default]}}
          """,
        secondURL: hasOtherURL ? otherURL : sameURL,
        in: cluster
      )
      let error = try #require(outcomes["default"]?.error ?? outcomes["build"]?.error)
      #expect(
        error.description.hasPrefix("clusters \"build\" and \"default\" are the same one")
      )
      // Without a ConfigMap, only making it shows that it is the same.
      let isFound = isThere || !hasOtherURL
      #expect(outcomes.values.count { $0.error != nil } == (isFound ? 2 : 1))
      let data = try await cluster.configMap("config")?.data
      #expect(data == (isThere ? ["foreign": "x"] : isFound ? nil : ["two": "2"]))
    }
  }
}
