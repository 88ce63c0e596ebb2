import ConfigMaps
import Formats
import Testing

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
    #expect(
      found.groups.map { $0.targets.map(\.description) } == [["b1/m/c", "b1/ns/c", "b2/ns/c"]]
    )
  }
}
