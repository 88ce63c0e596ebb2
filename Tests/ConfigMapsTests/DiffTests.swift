import ConfigMaps
import Testing

@Suite("Diffs of texts")
struct UnifiedDiffTests {
  private func text(_ old: String, _ new: String) -> [String] {
    UnifiedDiff(Array(old.utf8), Array(new.utf8)).hunks.flatMap { hunk in
      [hunk.header] + hunk.lines.map { "\($0.kind.rawValue)\($0.text)" }
    }
  }

  @Test
  func showChangesWithThreeLinesAround() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = old.replacing("\n5\n", with: "\nfive\n").replacing("\n17\n", with: "\n")
    #expect(
      text(old, new) == [
        "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8",
        "@@ -14,7 +14,6 @@", " 14", " 15", " 16", "-17", " 18", " 19", " 20",
      ]
    )
  }

  @Test
  func showFilesThatComeAndGo() {
    #expect(text("", "a\nb\n") == ["@@ -0,0 +1,2 @@", "+a", "+b"])
    #expect(text("a\n", "") == ["@@ -1 +0,0 @@", "-a"])
    #expect(text("a\n", "a\n") == [])
  }

  @Test
  func sayWhereTheLastLineBreakIsMissing() {
    #expect(
      text("a\nb", "a\nb\n") == [
        "@@ -1,2 +1,2 @@", " a", "-b", "\\ No newline at end of file", "+b",
      ]
    )
  }

  /// Whatever the texts, the diff applied to the old one gives the new one, and its script is no
  /// longer than removing and adding all that differs.
  @Test
  func applyToTheOldText() {
    var state = UInt64(5)
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    for round in 0..<600 {
      let letters = 1 + next(6)
      func lines() -> [String] { (0..<next(30)).map { _ in "\(next(letters))\n" } }
      let (old, new) = (lines(), lines())
      let diff = UnifiedDiff(Array(old.joined().utf8), Array(new.joined().utf8), context: 100)
      let steps = diff.hunks.flatMap(\.lines)
      let before = steps.filter { $0.kind != .added }.map { $0.text + "\n" }
      let after = steps.filter { $0.kind != .removed }.map { $0.text + "\n" }
      if old != new {
        #expect(before == old && after == new, "round \(round)")
      } else {
        #expect(steps.isEmpty)
      }
    }
  }

  @Test
  func aTextThatChangedAltogetherIsReplaced() {
    let old = (0..<3_000).map { "old \($0 % 1500)\n" }.joined()
    let new = (0..<3_000).map { "new \($0 % 1500)\n" }.joined()
    let diff = UnifiedDiff(Array(old.utf8), Array(new.utf8))
    #expect(diff.added == 3_000 && diff.removed == 3_000)
  }
}

@Suite("Diffs of states")
struct StateDiffTests {
  private func diff(
    _ old: (maps: String, files: [String: String]),
    _ new: (maps: String, files: [String: String])
  ) async throws -> StateDiff {
    StateDiff(
      from: try await StateMaker.state(old.maps, old.files, request: .init(revision: "old")),
      to: try await StateMaker.state(new.maps, new.files, request: .init(revision: "new"))
    )
  }

  private func lines(_ diff: StateDiff) -> [String] {
    diff.configMaps.flatMap { configMap in
      configMap.keys.map { "\(configMap.target.name) \($0.key) \($0.kind)" }
    }
  }

  @Test
  func theCommitAloneIsNoDifference() async throws {
    let side = (maps: "a: {name: c}", files: ["a": "text"])
    #expect(try await diff(side, side).isEmpty)
  }

  @Test
  func keysComeGoChangeAndAreRenamed() async throws {
    let maps = "a/*: {name: c}"
    let text = "one\ntwo\nthree\n"
    let found = try await diff(
      (maps, ["a/gone": "x", "a/changed": "1", "a/old": text, "a/same": "s", "a/was": "w"]),
      (
        maps,
        ["a/came": "y", "a/changed": "2", "a/new": text + "four\n", "a/same": "s", "a/is": "w"]
      )
    )
    #expect(
      lines(found) == [
        "c came added", "c changed changed", "c gone removed", #"c is renamed(from: "was")"#,
        #"c new renamed(from: "old")"#,
      ]
    )
    #expect(found.configMaps[0].newSize - found.configMaps[0].oldSize == 5)
  }

  @Test
  func zippingIsADifferenceWithoutText() async throws {
    let files = ["a": "text"]
    let found = try await diff(("a: {name: c}", files), ("a: {name: c, gzip: true}", files))
    #expect(lines(found) == ["c a changed"])
    #expect(!found.configMaps[0].keys[0].changesContent)
  }

  @Test
  func zippedTextIsSeenThrough() async throws {
    let maps = "a: {name: c, gzip: true}"
    let found = try await diff((maps, ["a": "1\n"]), (maps, ["a": "2\n"]))
    let text = found.configMaps[0].keys[0].diff?.hunks[0].lines.map(\.text)
    #expect(text == ["1", "2"])
  }

  @Test
  func keysThatChangePartitionsMove() async throws {
    let files = ["j/alpha.yaml": "1", "j/beta.yaml": "2"]
    let found = try await diff(
      ("j/*: {name: p0}", files),
      ("j/*: {partitioned_names: [p0, p1, p2]}", files)
    )
    #expect(
      lines(found) == [
        #"p0 beta.yaml movedTo("p1")"#, #"p1 beta.yaml movedFrom("p0")"#,
      ]
    )
    #expect(found.configMaps.map(\.kind) == [.changed, .added, .added])
  }

  @Test
  func clustersWithTheSameDifferenceAreToldOnce() async throws {
    let maps = "a: {name: c, clusters: {b1: [ns, m], b2: [ns]}}"
    let found = try await diff((maps, ["a": "1"]), (maps, ["a": "2"]))
    #expect(found.configMaps.count == 3)
    #expect(found.groups.map { $0.targets.map(\.description) } == [["b1/m/c", "b1/ns/c", "b2/ns/c"]])
  }
}

@Suite("Plans of partitions")
struct PartitionPlanTests {
  private func plan(_ fields: String, _ count: Int) async throws -> PartitionPlan {
    let config = StateMaker.config("j/*: {\(fields)}")
    let state = try await DesiredState.make(
      of: StateMaker.tree(["j/alpha.yaml": "1", "j/beta.yaml": "22", "j/gamma.yaml": "333"]),
      config: config,
      request: .init(revision: "0123456789"),
      workers: 1
    )
    return PartitionPlan(config.maps[0], in: state, count: count)
  }

  @Test
  func furtherNamesAreNumbered() async throws {
    #expect(
      try await plan("name: job-config", 2).partitions.map(\.name) == [
        "job-config-0", "job-config-1",
      ]
    )
    #expect(
      try await plan("partitioned_names: [p-0, p-1]", 3).partitions.map(\.name)
        == ["p-0", "p-1", "p-2"]
    )
    #expect(
      try await plan("partitioned_names: [p-1, x]", 4).partitions.map(\.name) == [
        "p-1", "x", "p-0", "p-2",
      ]
    )
    #expect(try await plan("partitioned_names: [p-0, p-1]", 1).partitions.map(\.name) == ["p-0"])
  }

  @Test
  func keysGoWhereProwPutsThem() async throws {
    let plan = try await plan("partitioned_names: [p-0, p-1]", 3)
    #expect(
      plan.keys.map { "\($0.key) \($0.from) \($0.to)" } == [
        "alpha.yaml p-0 p-0", "beta.yaml p-0 p-1", "gamma.yaml p-1 p-2",
      ]
    )
    #expect(plan.moving == 2)
    #expect(plan.partitions.map(\.size) == [11, 12, 13])
  }
}
