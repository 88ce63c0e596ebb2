import Analysis
import Configs
import Diagnostics
import Linting
import Testing

@Suite("Supplemental files, by folder")
struct SupplementalHierarchyTests {
  private static let orgConfig = """
    branch-protection:
      orgs:
        acme: {protect: true}
    tide:
      merge_method: {acme: squash}
    slack_reporter_configs:
      acme: {channel: rockets}

    """
  private static let repoConfig = """
    branch-protection:
      orgs:
        acme:
          repos:
            rocket: {protect: true}
    tide:
      merge_method: {acme/rocket: squash}
      queries:
      - repos: [acme/rocket]

    """
  private static let globalConfig = """
    branch-protection: {protect-tested-repos: true}
    slack_reporter_configs:
      "*": {channel: all}

    """
  private static let plugins = """
    plugins:
      acme: {plugins: [size]}
    external_plugins:
      acme/rocket: [{name: refresh}]
    approve:
    - repos: [globex]
    lgtm:
    - repos: [acme]
    bugzilla:
      default: {"*": {}}
      orgs:
        acme:
          default: {"*": {}}
          repos:
            rocket: {}
    label:
      restricted_labels:
        "*": [{label: urgent}]

    """

  @Test(arguments: [
    ("x_prowconfig.yaml", globalConfig),
    ("acme/x_prowconfig.yaml", orgConfig),
    ("acme/rocket/x_prowconfig.yaml", repoConfig),
  ])
  func configInItsPlaceIsFine(_ name: String, _ text: String) async throws {
    #expect(try await lines(name, text) == [])
  }

  @Test
  func configOfARepositoryIsNotConfigOfItsOrg() async throws {
    #expect(
      try await lines("acme/x_prowconfig.yaml", Self.repoConfig) == [
        "5:9 config for acme/rocket is in the folder of acme: "
          + "move it to a file in supplemental/acme/rocket/"
      ]
    )
    #expect(
      try await lines("acme/rocket/x_prowconfig.yaml", Self.orgConfig) == [
        "3:5 config for acme is in the folder of acme/rocket: "
          + "move it to a file in supplemental/acme/"
      ]
    )
  }

  @Test
  func configForAllStandsInNoFolder() async throws {
    #expect(
      try await lines("acme/x_prowconfig.yaml", Self.globalConfig) == [
        "1:21 config for all orgs is in the folder of acme: move it to a file in supplemental/"
      ]
    )
  }

  @Test
  func tideQueriesCountByOrgAndRepository() async throws {
    let text = "tide: {queries: [{orgs: [acme], repos: [globex/pump]}]}\n"
    #expect(
      try await lines("acme/x_prowconfig.yaml", text) == [
        "1:41 config for globex/pump is in the folder of acme: "
          + "move it to a file in supplemental/globex/pump/"
      ]
    )
  }

  @Test
  func pluginConfigCountsInEveryList() async throws {
    #expect(
      try await lines("acme/x_pluginconfig.yaml", Self.plugins) == [
        "4:3 config for acme/rocket is in the folder of acme: "
          + "move it to a file in supplemental/acme/rocket/",
        "6:11 config for globex is in the folder of acme: "
          + "move it to a file in supplemental/globex/",
        "10:3 config for all orgs is in the folder of acme: "
          + "move it to a file in supplemental/",
      ]
    )
    #expect(try await lines("x_pluginconfig.yaml", Self.plugins) == [])
  }

  @Test
  func filesFurtherDownAndFilesWithoutConfigAreOutOfPlace() async throws {
    #expect(
      try await lines("acme/rocket/old/x_prowconfig.yaml", Self.repoConfig) == [
        "1:1 the file lies 3 folders below supplemental/: "
          + "move it to supplemental/, or to the folder ORG or ORG/REPO below that"
      ]
    )
    #expect(
      try await lines("acme/x_prowconfig.yaml", "{}\n") == [
        "1:1 the file has no config for acme: remove the file"
      ]
    )
    // Jobs there are the one mistake, which unknown-fields reports.
    #expect(try await lines("acme/x_prowconfig.yaml", "periodics: []\n") == [])
  }

  private func lines(_ name: String, _ text: String) async throws -> [String] {
    let rule = "validate-supplemental-prow-config-hierarchy"
    let example = Example(files: [
      ("supplemental/" + name, text), ("plugins.yaml", "plugins: {}\n"),
    ])
    let result = try await ExampleLinter.lint(example, options: LintOptions(select: [rule]))
    return result.diagnostics.map { found in
      let position = LineIndex(found.place.file).position(at: found.place.range.start)
      return "\(position.line):\(position.column) \(found.message): \(found.help ?? "")"
    }
  }
}
