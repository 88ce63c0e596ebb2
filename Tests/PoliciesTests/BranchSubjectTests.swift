internal import Policies
import Testing

@Suite("Branches and ConfigMaps as subjects")
struct BranchSubjectTests {
  private static let files = [
    "config.yaml": """
    prowjob_namespace: prow
    branch-protection:
      orgs:
        acme:
          repos:
            rocket: {branches: {gh-pages: {protect: false}}}
            silent: {protect: true}
    tide:
      context_options:
        orgs: {acme: {repos: {rocket: {branches: {v2: {skip-unknown-contexts: true}}}}}}
      queries:
      - {repos: [acme/lander], includedBranches: [main]}
    """,
    "jobs.yaml": """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true, branches: [^main$, 'release-1\\.[0-9]+', release-1.0]}
      - {name: lint, skip_branches: [gh-pages]}
    postsubmits:
      acme/rocket:
      - {name: push, branches: [^main$]}
    """,
    "plugins.yaml": """
    config_updater:
      cluster_groups:
        builds: {clusters: [b1, b2], namespaces: [ci]}
      maps:
        config.yaml: {name: config}
        data/**/*: {name: data, cluster_groups: [builds], gzip: false}
        "more/*.txt": {partitioned_names: [p0, p1]}
        none/**: {name: none}
    """,
    "data/a.txt": "four", "data/sub/b.yaml": "x: 1\n", "more/c.txt": "cc",
  ]

  private func lines(
    _ subject: String,
    _ expression: String,
    more: String = "",
    at: String = ""
  ) async throws -> [String] {
    try await Judged(
      PolicyText.own(
        """
        subject: \(subject)
        \(more)
        validations:
        - expression: "false"
          messageExpression: >-
            \(expression)
          \(at)
        """
      ),
      Self.files
    ).lines
  }

  @Test
  func branchesAreThoseThatAreNamed() async throws {
    let found = try await lines("branch", "branch.repo + ' ' + branch.name + ' ' + file")
    #expect(
      found == [
        "config.yaml:6:29 policy/own: acme/rocket gh-pages config.yaml",
        "config.yaml:10:47 policy/own: acme/rocket v2 config.yaml",
        "config.yaml:12:47 policy/own: acme/lander main config.yaml",
        "jobs.yaml:3:47 policy/own: acme/rocket main jobs.yaml",
        "jobs.yaml:3:76 policy/own: acme/rocket release-1.0 jobs.yaml",
      ]
    )
  }

  @Test
  func branchesKnowTheirJobs() async throws {
    let found = try await lines(
      "branch",
      "'%s'.format([branch.jobs.map(j, j.name)]) + ' ' + branch.org",
      more: "match: {repos: [acme/rocket], paths: [jobs.yaml]}"
    )
    #expect(
      found == [
        #"jobs.yaml:3:47 policy/own: ["unit", "lint", "push"] acme"#,
        #"jobs.yaml:3:76 policy/own: ["unit", "lint"] acme"#,
      ]
    )
  }

  @Test
  func branchesAreGrouped() async throws {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: branch
        groupBy: branch.repo
        validations:
        - expression: group.members.exists(b, b.name == 'v2')
          messageExpression: group.key + ' has no v2'
        """
      ),
      Self.files
    )
    #expect(judged.lines == ["config.yaml:12:47 policy/own: acme/lander has no v2"])
    #expect(judged.outcomes.map(\.selects) == [5])
  }

  @Test
  func configMapsAreThoseOfTheUpdater() async throws {
    let found = try await lines(
      "configMap",
      "configMap.cluster + '/' + configMap.namespace + '/' + configMap.name + ' %s %d'.format([configMap.keys, configMap.size])"
    )
    #expect(
      found == [
        #"plugins.yaml:5:5 policy/own: default/prow/config ["config.yaml"] 376"#,
        #"plugins.yaml:6:5 policy/own: b1/ci/data ["a.txt", "b.yaml"] 49"#,
        #"plugins.yaml:6:5 policy/own: b2/ci/data ["a.txt", "b.yaml"] 49"#,
        #"plugins.yaml:7:5 policy/own: default/prow/p0 [] 40"#,
        #"plugins.yaml:7:5 policy/own: default/prow/p1 ["c.txt"] 42"#,
      ]
    )
  }

  @Test
  func configMapsOfOneCluster() async throws {
    let found = try await lines(
      "configMap",
      "'%s %s %s'.format([configMap.files, configMap.sizes, configMap.globs])",
      more: "match: {clusters: [b2]}",
      at: "at: configMap.name"
    )
    #expect(
      found == [
        #"plugins.yaml:6:23 policy/own: {"a.txt":"data/a.txt", "b.yaml":"data/sub/b.yaml"} {"a.txt":4, "b.yaml":5} ["data/**/*"]"#
      ]
    )
  }

  @Test
  func filesAndClustersOfConfigMapsArePlaces() async throws {
    let match = "match: {clusters: [b1]}"
    let found = try await lines(
      "configMap",
      "'x'",
      more: match,
      at: "at: configMap.files['b.yaml']"
    )
    #expect(found == ["data/sub/b.yaml:1:1 policy/own: x"])
    let place = try await lines("configMap", "'x'", more: match, at: "at: configMap.cluster")
    #expect(place == ["plugins.yaml:6:29 policy/own: x"])
  }

  @Test
  func withoutAnUpdaterNothingIsJudged() async throws {
    let judged = try await Judged(
      PolicyText.own("subject: configMap\nvalidations: [{expression: \"false\"}]"),
      ["jobs.yaml": "periodics: []\n"]
    )
    #expect(
      judged.lines == [
        "policies/own.yaml:3:18 policy-matches-nothing: policy \"own\" judges nothing: its match and conditions take no configMap"
      ]
    )
  }
}
