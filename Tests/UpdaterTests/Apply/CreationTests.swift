import Cluster
import ClusterDouble
import ConfigMaps
import Formats
import Testing
import Updater

@Suite("Making ConfigMaps")
struct CreationTests {
  private let files = ["conf/one": "1", "conf/two": "2"]
  private let keys: Set<String> = ["VERSION", "one", "two"]

  /// - Returns: What `config` has held after each change.
  private func states(_ cluster: TestCluster) -> [HeldValues] {
    (cluster.server?.states ?? []).filter { $0.name.name == "config" }
  }

  @Test
  func oneRequestMakesTheWholeObject() async throws {
    try await TestCluster.run { cluster in
      let outcome = try await cluster.apply(files, revision: "abc")
      #expect(outcome.result == .created(KeyChanges(added: ["VERSION", "one", "two"])))
      #expect(cluster.server?.writes.map(\.method) == ["PATCH"])
      #expect(states(cluster).map(\.keys) == [keys])
    }
  }

  @Test(arguments: [Fault.cutBefore, .cutAfter, .status(500), .status(429, retryAfter: 0)])
  func noMomentHasAnObjectWithoutItsValues(_ fault: Fault) async throws {
    try await TestCluster.run { cluster in
      cluster.server?.inject(fault) { $0.method != "GET" }
      let outcome = try await cluster.apply(files, revision: "abc")
      #expect(outcome.result == .created(KeyChanges(added: ["VERSION", "one", "two"])))
      #expect(states(cluster).map(\.keys) == [keys])
    }
  }

  @Test(arguments: [false, true])
  func whatSomebodyElseMakesMeanwhileIsJudgedAnew(_ takesOver: Bool) async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      let other = AppliedConfigMap(
        name: name,
        values: [
          ConfigMapField(.data, "one"): Array("1".utf8),
          ConfigMapField(.data, "more"): Array("x".utf8),
        ]
      )
      let race = Fault.first { _ = try? await client.apply(other, as: "hook") }
      cluster.server?.inject(race) { $0.query["fieldManager"]?.hasPrefix("plimsoll/") ?? false }
      let options = ApplyOptions(takesOver: takesOver)
      let outcome = try await cluster.apply(files, revision: "abc", options)
      #expect(outcome.result == .updated(KeyChanges(added: ["VERSION", "two"])))
      let held = states(cluster).map(\.keys)
      #expect(held.first == ["one", "more"] && held.last == ["VERSION", "one", "two", "more"])
      let owners = try await cluster.configMap("config")?.managedFields
        .others(than: "plimsoll/acme/launchpad")
      #expect(owners?[ConfigMapField(.data, "one")] == (takesOver ? nil : ["hook"]))
    }
  }

  @Test
  func aRequestThatComesLateDoesNotUndoWhatALaterOneHasMade() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      var late = AppliedConfigMap(name: name, values: [ConfigMapField(.data, "one"): [0x30]])
      late.base = .absent
      _ = try await cluster.apply(files, revision: "abc")
      await #expect(throws: ClusterError.self) {
        try await client.apply(late, as: "plimsoll/acme/launchpad", isForced: true)
      }
      #expect(try await cluster.configMap("config")?.data["one"] == "1")
    }
  }

  @Test
  func aPolicyThatDemandsALabelIsMet() async throws {
    let cluster = try await PolicedCluster { object in
      let label = object["metadata"]?["labels"]?["app.kubernetes.io/name"]?.string
      return label == "prow" ? nil : "label app.kubernetes.io/name must be prow"
    }
    let all = TargetOutcome.Result.created(KeyChanges(added: ["VERSION", "one", "two"]))
    #expect(try await cluster.apply(files, isDryRun: true).result == all)
    #expect(try await cluster.apply(files, isDryRun: false).result == all)
    #expect(cluster.server.states.map(\.keys) == [keys])
    await cluster.close()
  }

  @Test
  func aRefusalLeavesNothingBehind() async throws {
    let cluster = try await PolicedCluster { object in
      object["data"]?["two"] == nil ? nil : "two is not liked"
    }
    for isDryRun in [true, false] {
      let outcome = try await cluster.apply(files, isDryRun: isDryRun)
      #expect(
        outcome.error?.description
          == "cluster \"default\" refuses it: ValidatingAdmissionPolicy 'demands' with binding "
          + "'demands' denied request: two is not liked"
      )
    }
    #expect(cluster.server.states.isEmpty)
    await cluster.close()
  }
}

/// A double with an admission policy.
private struct PolicedCluster {
  let server: TestServer
  private let clusters: Clusters

  init(_ policy: @escaping @Sendable (JSONValue) -> String?) async throws {
    server = try await TestServer.startDouble()
    server.setPolicy(policy)
    var kubeconfig = Kubeconfig()
    kubeconfig.contexts["default"] = Kubeconfig.Context(cluster: "c", user: "")
    kubeconfig.clusters["c"] = Kubeconfig.Server(url: server.url)
    clusters = Clusters(kubeconfig: kubeconfig)
  }

  func apply(_ files: [String: String], isDryRun: Bool) async throws -> TargetOutcome {
    let state = try await DesiredState.make(
      of: ApplyTesting.tree(files),
      config: ApplyTesting.config("conf/*: {name: config}"),
      request: DesiredState.Request(repository: "acme/launchpad", revision: "abc"),
      workers: 1
    )
    let manager = try #require(FieldManager(repository: "acme/launchpad"))
    let options = ApplyOptions(isDryRun: isDryRun)
    let applier = Applier(clusters: clusters, manager: manager, options: options)
    return try #require(await applier.apply(state).first)
  }

  func close() async {
    await clusters.shutDown()
    await server.stop()
  }
}
