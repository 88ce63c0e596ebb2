import ClusterDouble
import TestSupport
import Testing

@Suite("What Prow's config-updater did")
struct ScenarioTests {
  /// Scenarios that end otherwise here, and why they should.
  private static let byDesign = [
    "cfg-partitions-256": "all partitions are made, so that pods which mount them start",
    "chg-removed-absent": "no ConfigMap is made for a file that is gone",
    "chg-removed-unknown-key": "nothing changes, so VERSION and labels stay as they are",
    "chg-renamed-between": "the key of the old place goes, and that of another file stays",
    "chg-renamed-into": "a key of that name which no file of ours made stays",
    "chg-renamed-out": "the key of a file that left the map goes",
    "chg-renamed-swap": "Prow loses a key",
    "map-full-path-clash": "two files with one key are refused: Prow keeps either",
    "map-same-base": "two files with one key are refused: Prow keeps either",
    "map-same-base-removed": "Prow loses the key of the file that is still there",
    "val-version-removed": "VERSION stays when the last file goes, whoever wrote it",
  ]

  @Test(
    .enabled(if: Scenario.folder != nil, "no ../shared here"),
    arguments: try Scenario.names()
  )
  func theSameComesOfIt(_ name: String) async throws {
    let scenario = try Scenario(name)
    try await TestCluster.run(ScenarioRun.clusters, namespaces: ScenarioRun.namespaces) { cluster in
      let differences = try await ScenarioRun(scenario, cluster).differences()
      if let reason = ScenarioTests.byDesign[name] {
        #expect(!differences.isEmpty, "nothing differs, though: \(reason)")
      } else {
        #expect(differences.isEmpty)
      }
    }
  }
}
