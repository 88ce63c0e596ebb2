import Diagnostics
import Prow
import Testing
import YAML

@Suite("Tide's queries and methods")
struct TideQueryTests {
  private static let config = """
    tide:
      merge_method:
        acme/pad: rebase
        acme/rocket@hot: squash
        acme:
          "*": squash
          engine: {^release-: rebase, main: merge}
        moon: rebase
        sun/flare: {main: squash}
      queries:
      - {orgs: [acme], excludedRepos: [acme/old], labels: [lgtm]}
      - {repos: [moon/base], includedBranches: [main]}
      - {repos: [acme/old], excludedBranches: [frozen]}
    """

  // A repository, a branch, and the labels or places of the queries that cover them.
  @Test(
    arguments: [
      ("acme/rocket", "main", [11]), ("acme/old", "main", [13]), ("acme/old", "frozen", []),
      ("moon/base", "main", [12]), ("moon/base", "dev", []), ("moon/other", "main", []),
    ] as [(String, String, [Int])]
  )
  func areForRepositoriesAndBranches(_ repo: String, _ branch: String, _ lines: [Int]) {
    let workspace = Installation(config: TideQueryTests.config, jobs: "").workspace
    let found = TideQueries(workspace).covering(repo: repo).covering(branch: branch).all
    let positions = found.map { LineIndex($0.file).position(at: $0.range.start).line }
    #expect(positions == lines)
  }

  @Test(
    arguments: [
      ("acme/pad", "main", "rebase"), ("acme/rocket", "hot", "squash"),
      ("acme/rocket", "main", "squash"), ("acme/engine", "main", "merge"),
      ("acme/engine", "release-1", "rebase"), ("acme/engine", "dev", "merge"),
      ("moon/base", "main", "rebase"), ("star/x", "main", "merge"),
      // A mapping under org/repo is one of repositories.
      ("sun/flare", "main", "merge"),
    ]
  )
  func theMethodIsTheNearest(_ repo: String, _ branch: String, _ method: String) {
    let workspace = Installation(config: TideQueryTests.config, jobs: "").workspace
    #expect(TideMergeMethod(workspace, repo: repo, branch: branch).name == method)
  }

  @Test
  func theDefaultBranchIsTheOneThatMoreJobsName() throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - {name: a, branches: [master]}
        - {name: b, branches: [^master$]}
        - {name: c, branches: [main]}
        - {name: d, branches: [^release-1$]}
        - {name: e, branches: ['^v\\d']}
      """
    let installation = Installation(config: TideQueryTests.config, jobs: jobs)
    let own = installation.presubmits["acme/rocket"] ?? []
    let branch = AssumedBranch(installation.workspace, repo: "acme/rocket", jobs: own)
    #expect(branch.name == "master")
    #expect(own.map { branch.name(for: $0) } == ["master", "master", "main", "release-1", nil])
    #expect(
      Branches.known(installation.workspace, repo: "acme/rocket", jobs: own)
        == ["master", "main", "release-1"]
    )
  }
}

@Suite("Plugins of a repository")
struct EnabledPluginsTests {
  private static let plugins = """
    plugins:
      acme: {plugins: [trigger, size], excluded_repos: [old]}
      acme/rocket: [config-updater, size]
    external_plugins:
      acme: [{name: cherrypicker}]
    triggers:
    - {repos: [acme], only_org_members: true}
    - {repos: [acme/rocket], ignore_ok_to_test: true}
    """

  private static func workspace() -> Workspace {
    Workspace([
      .load(
        SourceFile(path: "plugins.yaml", text: plugins),
        kind: .plugins,
        schema: ProwSchema()
      )
    ]) { _ in nil }
  }

  @Test(
    arguments: [
      ("acme/rocket", "trigger size config-updater", "cherrypicker"),
      ("acme/old", "", ""), ("acme/pad", "trigger size", "cherrypicker"), ("moon/x", "", ""),
    ]
  )
  func areThoseOfItsOrgAndItsOwn(_ repo: String, _ builtIn: String, _ external: String) {
    let workspace = EnabledPluginsTests.workspace()
    let plugins = EnabledPlugins(workspace, repo: repo)
    #expect(plugins.builtIn.map(\.text.string).joined(separator: " ") == builtIn)
    #expect(plugins.external.map(\.text.string).joined(separator: " ") == external)
    #expect(plugins.isKnown)
    withExtendedLifetime(workspace) {}
  }

  @Test
  func settingsOfTheRepositoryWinOverThoseOfTheOrg() {
    let workspace = EnabledPluginsTests.workspace()
    func keys(_ repo: String) -> [String] {
      workspace.pluginSettings(.triggers, repo: repo)?.entries.map(\.key.text.string) ?? []
    }
    #expect(keys("acme/rocket") == ["repos", "ignore_ok_to_test"])
    #expect(keys("acme/pad") == ["repos", "only_org_members"])
    #expect(keys("moon/x") == [])
    withExtendedLifetime(workspace) {}
  }

  @Test
  func haveCommands() {
    #expect(PluginCommands.of("hold") == ["/[remove-][un]hold [cancel]"])
    #expect(PluginCommands.of("release-note") == ["/release-note-none", "/release-note-edit"])
    #expect(PluginCommands.of("size") == [])
  }
}
