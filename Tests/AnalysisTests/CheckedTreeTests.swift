import Analysis
import ConfigMaps
import Configs
import Diagnostics
import Files
import Prow
import TestSupport
import Testing

@Suite("A checked tree")
struct CheckedTreeTests {
  private let job =
    "periodics:\n- name: nightly\n  cluster: elsewhere\n  interval: 24h\n"
    + "  spec:\n    containers: [{image: golang}]\n"

  private func tree(_ more: [String: String]) -> MemoryTree {
    let files = [
      "prow/config.yaml": "plank: {build_cluster_status_file: status.json}\n",
      "prow/plugins.yaml": "config_updater: {maps: {jobs/*: {name: job-config}}}\n",
      "jobs/rocket.yaml": job,
    ]
    return MemoryTree(files.merging(more) { _, new in new }.map { ($0.key, Array($0.value.utf8)) })
  }

  private func check(_ tree: some FileTree) async throws -> CheckedTree {
    try #require(
      try await CheckedTree.check(
        tree,
        layout: TreeLayout(NamedTree(), settings: Settings()),
        schema: ProwSchema.standard,
        request: CheckedTree.Request(repository: "acme/launchpad", revision: "abc", workers: 1)
      )
    )
  }

  @Test
  func filesThatTheConfigNamesAreThoseOfTheTree() async throws {
    let status = "{\"default\":\"Reachable\"}\n"
    let with = try await check(tree(["status.json": status]))
    #expect(with.warnings.contains { $0.message.contains("elsewhere") })
    // One that is on the disk under this name is of no interest.
    let folder = try TemporaryFolder()
    try folder.write(status, to: "status.json")
    let config = "plank: {build_cluster_status_file: \(folder.path)/status.json}\n"
    let without = try await check(tree(["prow/config.yaml": config]))
    #expect(!without.warnings.contains { $0.message.contains("elsewhere") })
  }

  @Test
  func aJobThatProwRefusesRefusesTheTree() async throws {
    let checked = try await check(
      tree(["jobs/broken.yaml": "periodics:\n- name: x\n  interval: soon\n"])
    )
    #expect(checked.isRefused)
    #expect(checked.problems.contains { $0.place.file.path == "jobs/broken.yaml" })
    #expect(try await !check(tree([:])).isRefused)
  }

  @Test
  func itsStateHasTheRevision() async throws {
    let checked = try await check(tree([:]))
    #expect(checked.state.configMaps.map(\.target.name) == ["job-config"])
    #expect(checked.state.configMaps.first?.version == "abc")
  }
}
