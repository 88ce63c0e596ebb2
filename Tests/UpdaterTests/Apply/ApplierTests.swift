import Cluster
import ClusterDouble
import ConfigMaps
import Testing
import Updater

@Suite("Applying a state")
struct ApplierTests {
  @Test
  func aNewConfigMapHasItsKeysAndProwsLabels() async throws {
    try await TestCluster.run { cluster in
      let outcome = try await cluster.apply(["conf/aa": "1", "conf/bb": "2"], revision: "abc")
      #expect(outcome.result == .created(KeyChanges(added: ["VERSION", "aa", "bb"])))
      let made = try #require(try await cluster.configMap("config"))
      #expect(made.data == ["aa": "1", "bb": "2", "VERSION": "abc"])
      #expect(
        made.labels == [
          "app.kubernetes.io/name": "prow",
          "app.kubernetes.io/component": "updateconfig-plugin",
        ]
      )
      #expect(outcome.base == made.base && outcome.bytes == 5)
    }
  }

  @Test
  func whatIsSettledIsNotWritten() async throws {
    try await TestCluster.run { cluster in
      let first = try await cluster.apply(["conf/one": "1"], revision: "abc")
      cluster.server?.clearLog()
      let again = try await cluster.apply(["conf/one": "1"], revision: "abc")
      // A later commit that leaves the file alone has another VERSION, as Prow has it.
      let later = try await cluster.apply(["conf/one": "1"], revision: "def")
      #expect(again.result == .unchanged && later.result == .unchanged)
      #expect(later.base == first.base)
      #expect(cluster.server?.writes.isEmpty ?? true)
      let changed = try await cluster.apply(["conf/one": "2"], revision: "def")
      #expect(changed.result == .updated(KeyChanges(changed: ["VERSION", "one"])))
    }
  }

  @Test
  func filesThatAreNoCommitLeaveVersionAlone() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1"], revision: "abc")
      for isDryRun in [true, false] {
        let same = try await cluster.apply(["conf/one": "1"], ApplyOptions(isDryRun: isDryRun))
        #expect(same.result == .unchanged)
      }
      let changed = try await cluster.apply(["conf/two": "2"])
      #expect(changed.result == .updated(KeyChanges(added: ["two"], removed: ["one"])))
      let held = try #require(try await cluster.configMap("config"))
      #expect(held.data == ["VERSION": "abc", "two": "2"])
      let own = held.managedFields.applied(by: "plimsoll/acme/launchpad")
      #expect(own.contains(ConfigMapField(.data, "VERSION")), "the next commit can change it")
      // A file of that name is a key like any other.
      _ = try await cluster.apply(["conf/VERSION": "file"])
      #expect(try await cluster.configMap("config")?.data == ["VERSION": "file"])
    }
  }

  @Test
  func onlyOwnKeysArePruned() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["foreign": "x"], annotations: ["note": "y"])
      _ = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      let outcome = try await cluster.apply(["conf/one": "1"])
      #expect(outcome.result == .updated(KeyChanges(removed: ["two"])))
      let left = try #require(try await cluster.configMap("config"))
      #expect(left.data == ["foreign": "x", "one": "1"] && left.annotations["note"] == "y")
    }
  }

  @Test
  func withoutPruningKeysStayAndCanGoLater() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      let kept = try await cluster.apply(["conf/one": "1"], ApplyOptions(prunes: false))
      #expect(kept.result == .unchanged)
      let changed = try await cluster.apply(["conf/one": "3"], ApplyOptions(prunes: false))
      #expect(changed.result == .updated(KeyChanges(changed: ["one"])))
      #expect(try await cluster.configMap("config")?.data == ["one": "3", "two": "2"])
      let pruned = try await cluster.apply(["conf/one": "3"])
      #expect(pruned.result == .updated(KeyChanges(removed: ["two"])))
    }
  }

  @Test
  func withoutFilesATargetLosesOnlyOwnKeys() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["foreign": "x"])
      _ = try await cluster.apply(["conf/one": "1"])
      let outcome = try await cluster.apply(["elsewhere": ""])
      #expect(outcome.result == .updated(KeyChanges(removed: ["one"])))
      #expect(try await cluster.configMap("config")?.data == ["foreign": "x"])
      #expect(try await cluster.apply(["elsewhere": ""]).result == .unchanged)
      let absent = try await cluster.apply(["elsewhere": ""], maps: "conf/*: {name: other}")
      #expect(absent.result == .unchanged)
      #expect(try await cluster.configMap("other") == nil)
    }
  }

  @Test
  func twoRepositoriesShareAConfigMap() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1"], revision: "abc")
      _ = try await cluster.apply(["conf/two": "2"], revision: "def", repository: "acme/tools")
      #expect(
        try await cluster.configMap("config")?.data == ["one": "1", "two": "2", "VERSION": "abc"]
      )
      _ = try await cluster.apply(["conf/two": "3"], revision: "ghi", repository: "acme/tools")
      _ = try await cluster.apply(["conf/one": "1"], revision: "abc")
      #expect(
        try await cluster.configMap("config")?.data == ["one": "1", "two": "3", "VERSION": "abc"]
      )
    }
  }

  @Test
  func aKeyMovesBetweenTextAndBytes() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1"])
      let zipped = try await cluster.apply(
        ["conf/one": "1"],
        maps: "conf/*: {name: config, gzip: true}"
      )
      #expect(zipped.result == .updated(KeyChanges(changed: ["one"])))
      let fields = try await cluster.configMap("config")?.values.keys.map(\.self)
      #expect(fields == [ConfigMapField(.binaryData, "one")])
      _ = try await cluster.apply(["conf/one": "1"])
      #expect(try await cluster.configMap("config")?.data == ["one": "1"])
    }
  }

  @Test
  func oneThatFailsLeavesTheOthersAlone() async throws {
    try await TestCluster.run { cluster in
      let absent = cluster.namespace("absent")
      let state = try await ApplyTesting.state(
        ["conf/one": "1", "jobs/two": "2", "more/tri": "3"],
        maps: """
          conf/*: {name: config, clusters: {default: [\(absent)]}}
          jobs/*: {name: jobs}
          more/*: {name: more, clusters: {nowhere: [default]}}
          """,
        in: cluster
      )
      let outcomes = try await cluster.applyAll(state)
      #expect(outcomes.map(\.target.name).sorted() == ["config", "jobs", "more"])
      let byName = Dictionary(uniqueKeysWithValues: outcomes.map { ($0.target.name, $0) })
      #expect(byName["config"]?.error?.kind == .notFound(kind: "namespaces", name: absent))
      #expect(byName["jobs"]?.result == .created(KeyChanges(added: ["two"])))
      guard case .unknownCluster = byName["more"]?.error?.kind else {
        Issue.record("\(outcomes)")
        return
      }
    }
  }

  @Test
  func aClusterThatCannotBeReachedIsTriedForOneConfigMapAtATime() async throws {
    try await TestCluster.run { cluster in
      var kubeconfig = Kubeconfig()
      kubeconfig.contexts["default"] = Kubeconfig.Context(cluster: "c", user: "")
      let server = try await TestServer.startDouble()
      server.inject(.cutBefore, times: .max)
      kubeconfig.clusters["c"] = Kubeconfig.Server(url: server.url)
      let clusters = Clusters(
        kubeconfig: kubeconfig,
        // All other tests run at the same time.
        options: Clusters.Options(
          timeout: .seconds(300),
          retry: RetryPolicy(attempts: 2, first: .milliseconds(5))
        )
      )
      let maps = (0..<100).map { "conf/\($0): {name: map-\($0)}\n" }.joined()
      let files = Dictionary(uniqueKeysWithValues: (0..<100).map { ("conf/\($0)", "x") })
      let state = try await ApplyTesting.state(files, maps: maps, in: cluster)
      let manager = try #require(FieldManager(repository: "acme/launchpad"))
      let applier = Applier(
        clusters: clusters,
        manager: manager,
        options: ApplyOptions(concurrency: 1)
      )
      let outcomes = await applier.apply(state)
      await clusters.shutDown()
      #expect(server.log.count == 2)
      #expect(outcomes.count == 100)
      for outcome in outcomes {
        #expect(outcome.error?.kind == .unreachable("\(server.url): the connection was cut"))
      }
      await server.stop()
    }
  }

  @Test
  func whatIsTooLargeIsRefusedBeforeItIsSent() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["foreign": String(repeating: "x", count: 600_000)])
      let outcome = try await cluster.apply(["conf/one": String(repeating: "y", count: 500_000)])
      #expect(
        outcome.error?.kind
          == .tooLarge(
            "the ConfigMap would hold 1,100,000 bytes, and 1,048,576 are the most; 600,000 of them "
              + "are others' keys; use gzip or partitioned_names"
          )
      )
      #expect(cluster.server?.writes.count ?? 1 == 1)
    }
  }

  /// Sizes around the limit, with the longest names: a short run with many keys.
  @Test(arguments: [-2000, 2000])
  func namesOfKeysCountTwice(_ distance: Int) async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["foreign": "x"], annotations: ["note": "y"])
      let name = String(repeating: "k", count: 234)
      let value = String(repeating: "v", count: 900)
      let count = (1_572_864 - 1024) / (480 + 20 + 900)
      var files = (0..<count - 3).map { ("conf/\(name)\(100_000 + $0)", value) }
      let rest = 1_572_864 + distance - 1024 - files.count * 1400 - 500
      files.append(("conf/\(name)999999", String(repeating: "v", count: rest)))
      let outcome = try await cluster.apply(Dictionary(uniqueKeysWithValues: files))
      if distance < 0 {
        #expect(outcome.error == nil)
      } else {
        // Foreseen: nothing was sent, and the server would have refused it.
        let text = outcome.error?.description ?? ""
        #expect(text.hasPrefix("the ConfigMap would be stored with 1,"), "\(text)")
        #expect(text.contains(" bytes, and 1,572,864 are the most; "), "\(text)")
        #expect(cluster.server?.writes.count ?? 1 == 1)
      }
    }
  }

  @Test
  func whatJSONWritesWithManyBytesCountsSo() async throws {
    try await TestCluster.run { cluster in
      for (count, isTaken) in [(520_000, true), (530_000, false)] {
        let outcome = try await cluster.apply(["conf/one": String(repeating: "\u{1}", count: count)]
        )
        if isTaken {
          #expect(outcome.error == nil)
        } else {
          #expect(
            outcome.error?.description.hasPrefix("the ConfigMap would be sent with 3,180,") == true
          )
          #expect(cluster.server?.writes.count ?? 1 == 1)
        }
      }
    }
  }

  @Test(arguments: [
    (500, "etcdserver: request is too large"),
    (
      500,
      "rpc error: code = ResourceExhausted desc = trying to send message larger than max (1 vs. 0)"
    ),
    (413, "Request entity too large: limit is 3145728"),
  ])
  func whatTheServerFindsTooLargeIsNotSentAgain(_ code: Int, _ message: String) async throws {
    try await TestCluster.run { cluster in
      cluster.server?.inject(.status(code, message: message), times: 9) { $0.method == "PATCH" }
      let outcome = try await cluster.apply(["conf/one": "1"])
      #expect(
        outcome.error?.kind
          == .tooLarge(
            "the ConfigMap is too large for the server (\(message)); use gzip or partitioned_names"
          )
      )
      #expect(cluster.server?.writes.count == 1)
      cluster.server?.clearFaults()
    }
  }

  @Test
  func anImmutableOneIsReported() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["old": "x"], isImmutable: true)
      let outcome = try await cluster.apply(["conf/one": "1"])
      guard case .invalid(let causes) = outcome.error?.kind else {
        Issue.record("\(outcome)")
        return
      }
      #expect(causes.joined().contains("immutable"))
    }
  }
}
