import Cluster
import ClusterDouble
import ConfigMaps
import Testing
import Updater

@Suite("Taking over from others")
struct TakeoverTests {
  private let takingOver = ApplyOptions(takesOver: true)

  /// `MANAGER FIELD` of each conflict, with the last time at which one of them wrote.
  private func conflicts(_ outcome: TargetOutcome) -> (words: [String], time: String?) {
    guard case .conflict(let conflicts) = outcome.error?.kind else { return ([], nil) }
    let words = conflicts.map { "\($0.manager) \($0.field)" }
    return (words, conflicts.compactMap(\.time).max())
  }

  @Test
  func aConflictIsReportedWithManagerAndKeys() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["one": "old", "two": "old"], as: "hook")
      let outcome = try await cluster.apply(["conf/one": "new", "conf/two": "new"])
      let found = conflicts(outcome)
      #expect(found.words == ["hook .data.one", "hook .data.two"])
      let time = try #require(found.time)
      #expect(time.hasPrefix("20") && time.hasSuffix("Z"))
      #expect(
        outcome.error?.description == "\"hook\" owns one, two, who wrote at \(time); "
          + "use --takeover to take what others own"
      )
      #expect(try await cluster.configMap("config")?.data == ["one": "old", "two": "old"])
    }
  }

  @Test
  func afterATakeoverKeysCanChangeAndGo() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create(
        "config",
        data: ["one": "old", "two": "same", "foreign": "x"],
        as: "hook"
      )
      let files = ["conf/one": "new", "conf/two": "same"]
      let taken = try await cluster.apply(files, revision: "abc", takingOver)
      #expect(taken.result == .updated(KeyChanges(added: ["VERSION"], changed: ["one"])))
      #expect(try await cluster.apply(files, revision: "abc", takingOver).result == .unchanged)
      // Without having taken the equal value too, it could not be changed or removed now.
      let changed = try await cluster.apply(["conf/one": "new", "conf/two": "other"])
      #expect(changed.error == nil)
      let pruned = try await cluster.apply(["conf/one": "new"])
      #expect(pruned.result == .updated(KeyChanges(removed: ["two"])))
      let left = try #require(try await cluster.configMap("config"))
      #expect(left.data["foreign"] == "x")
      #expect(
        left.managedFields.others(than: "plimsoll/acme/launchpad").keys.map(\.key) == ["foreign"]
      )
    }
  }

  @Test
  func aKeyThatAnotherOwnsInTheOtherPlaceIsAConflict() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["one": "old"], as: "hook")
      let zipped = "conf/*: {name: config, gzip: true}"
      let refused = try await cluster.apply(["conf/one": "new"], maps: zipped)
      #expect(conflicts(refused).words == ["hook .data.one"])
      let dryRun = try await cluster.apply(
        ["conf/one": "new"],
        maps: zipped,
        ApplyOptions(takesOver: true, isDryRun: true)
      )
      #expect(dryRun.result == .updated(KeyChanges(changed: ["one"])))
      #expect(try await cluster.configMap("config")?.data == ["one": "old"])
      let taken = try await cluster.apply(["conf/one": "new"], maps: zipped, takingOver)
      #expect(taken.result == .updated(KeyChanges(changed: ["one"])))
      let fields = try await cluster.configMap("config")?.values.keys.map(\.self)
      #expect(fields == [ConfigMapField(.binaryData, "one")])
    }
  }

  @Test
  func aKeyThatSomebodyEditedIsAConflict() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      try await cluster.edit("config", set: ["one": "by hand"], as: "kubectl-edit")
      let outcome = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      #expect(conflicts(outcome).words == ["kubectl-edit .data.one"])
      let time = try #require(conflicts(outcome).time)
      let taken = try await cluster.apply(["conf/one": "1", "conf/two": "2"], takingOver)
      #expect(taken.result == .updated(KeyChanges(changed: ["one"])))
      #expect(taken.writers.keys.map(\.self) == ["one"])
      #expect(taken.writers["one"]?.description == "written by \"kubectl-edit\" at \(time)")
    }
  }

  @Test
  func aKeyThatSomebodyRemovedComesBack() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      try await cluster.edit("config", set: ["one": nil])
      let outcome = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      #expect(outcome.result == .updated(KeyChanges(added: ["one"])))
    }
  }

  @Test
  func aKeyWithAnEqualValueIsSharedWithoutTakeover() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["one": "1"], as: "hook")
      #expect(try await cluster.apply(["conf/one": "1"]).result == .updated(KeyChanges()))
      #expect(try await cluster.apply(["conf/one": "1"]).result == .unchanged)
      let outcome = try await cluster.apply(["conf/one": "2"])
      #expect(conflicts(outcome).words == ["hook .data.one"])
    }
  }

  @Test
  func keysThatNobodyIsKnownToOwnAreExplainedAndTakenAtOnce() async throws {
    try await TestCluster.run { cluster in
      let files = ["conf/one": "1", "conf/two": "2"]
      _ = try await cluster.apply(files, revision: "abc")
      try await cluster.clearManagedFields("config")
      let outcome = try await cluster.apply(["conf/one": "3", "conf/two": "2"], revision: "def")
      #expect(conflicts(outcome).words == ["before-first-apply .data.one"])
      #expect(
        outcome.error?.description
          == "nobody is known to own one, since somebody has cleared managedFields; "
          + "use --takeover to take what others own"
      )
      let taken = try await cluster.apply(files, revision: "def", takingOver)
      #expect(taken.result == .updated(KeyChanges(changed: ["VERSION"])))
      // All of it is the repository's own again, and no other run is needed.
      #expect(try await cluster.apply(files, revision: "def", takingOver).result == .unchanged)
      let changed = try await cluster.apply(["conf/one": "3"], revision: "ghi")
      #expect(
        changed.result == .updated(KeyChanges(changed: ["VERSION", "one"], removed: ["two"]))
      )
    }
  }

  @Test
  func whoWroteWhatNobodyOwnsIsNotGuessed() async throws {
    try await TestCluster.run { cluster in
      _ = try await cluster.apply(["conf/one": "1", "conf/two": "2"])
      try await cluster.clearManagedFields("config")
      try await cluster.edit("config", set: ["one": "edited"])
      // The server now writes down an owner of all that was there, and the time of this apply.
      _ = try await cluster.apply(["conf/more": "x"], repository: "acme/tools")
      let taken = try await cluster.apply(["conf/one": "1", "conf/two": "2"], takingOver)
      #expect(taken.result == .updated(KeyChanges(changed: ["one"])))
      #expect(taken.writers["one"] == nil)
    }
  }

  @Test
  func aTakeoverThatLosesARaceIsMadeAgain() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["one": "old"], as: "hook")
      cluster.server?.inject(.status(409)) { $0.contentType == "application/json-patch+json" }
      let outcome = try await cluster.apply(["conf/one": "new"], takingOver)
      #expect(outcome.result == .updated(KeyChanges(changed: ["one"])))
    }
  }

  @Test
  func aTakeoverThatIsRefusedTakesNothing() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["one": "old"], isImmutable: true, as: "hook")
      let before = try await cluster.configMap("config")
      let outcome = try await cluster.apply(["conf/one": "new"], takingOver)
      guard case .invalid = outcome.error?.kind else {
        Issue.record("\(outcome)")
        return
      }
      #expect(try await cluster.configMap("config")?.base == before?.base)
    }
  }

  @Test
  func labelsOfOthersStay() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["old": "x"], labels: ["team": "a"])
      _ = try await cluster.apply(["conf/one": "1"], takingOver)
      #expect(try await cluster.configMap("config")?.labels == ["team": "a"])
      try await cluster.create("jobs", data: ["old": "x"])
      _ = try await cluster.apply(["conf/one": "1"], maps: "conf/*: {name: jobs}", takingOver)
      #expect(try await cluster.configMap("jobs")?.labels.count == 2)
    }
  }
}
