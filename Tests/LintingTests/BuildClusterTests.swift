import Analysis
import Configs
import Diagnostics
import Linting
import Testing

@Suite("Build clusters")
struct BuildClusterTests {
  @Test
  func aClusterThatProwDoesNotKnowIsFound() async throws {
    #expect(
      try await messages(#"{"default": "Reachable", "build": "Unreachable"}"#) == [
        "clusters.json has no cluster \"bulid\""
      ]
    )
  }

  @Test(arguments: [nil, "[]", "{", "\u{0}"])
  func withoutAListOfClustersNoneIsJudged(_ list: String?) async throws {
    #expect(try await messages(list) == [])
  }

  @Test
  func inRepoJobsAreNotJudged() async throws {
    let example = Example(
      files: [
        (".prow.yaml", "presubmits:\n- {name: unit, cluster: moon}\n"),
        ("config.yaml", Self.config), ("clusters.json", "{}"),
      ],
      inRepo: "acme/rocket"
    )
    #expect(try await messages(example) == [])
  }

  private static let config = "plank: {build_cluster_status_file: clusters.json}\n"

  private func messages(_ list: String?) async throws -> [String] {
    let jobs = """
      periodics:
      - {name: a, interval: 1h}
      - {name: b, interval: 1h, cluster: default}
      - {name: c, interval: 1h, cluster: build}
      - {name: d, interval: 1h, cluster: bulid}

      """
    let files = [("jobs.yaml", jobs), ("config.yaml", Self.config)]
    return try await messages(Example(files: files + (list.map { [("clusters.json", $0)] } ?? [])))
  }

  private func messages(_ example: Example) async throws -> [String] {
    let options = LintOptions(select: ["validate-cluster-field"])
    return try await ExampleLinter.lint(example, options: options).diagnostics.map(\.message)
  }
}
