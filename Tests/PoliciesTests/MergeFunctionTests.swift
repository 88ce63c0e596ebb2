import Testing

@Suite("Functions of policies: changes, merges, branches")
struct MergeFunctionTests {
  private static let files = [
    "config.yaml": """
    branch-protection:
      require_manually_triggered_jobs: false
      restrictions: {teams: [oncall]}
      required_status_checks: {contexts: [cla]}
      orgs:
        acme:
          enforce_admins: true
          repos:
            rocket:
              protect: true
              restrictions: {teams: [core], users: [ada]}
              required_pull_request_reviews: {required_approving_review_count: 1}
              exclude: [^wip-]
              branches:
                release-1.0:
                  protect: true
                  required_status_checks: {contexts: [sign-off], strict: true}
                  required_pull_request_reviews: {require_code_owner_reviews: true}
                gh-pages: {protect: false}
            lander: {unmanaged: true, protect: true}
    tide:
      context_options:
        required-contexts: [tide-asks]
        optional-contexts: [never]
      merge_method: {acme/rocket: squash}
      queries:
      - {repos: [acme/rocket], labels: [lgtm], includedBranches: [main]}
      - {orgs: [acme], labels: [approved], excludedBranches: [main]}
      - {orgs: [other]}
    """,
    "jobs.yaml": """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true, skip_branches: [^gh-pages$]}
      - {name: docs, run_if_changed: ^docs/, branches: [^main$]}
      - {name: e2e, run_before_merge: true, branches: [^release-]}
      - {name: soft, always_run: true, optional: true, branches: [main, v2]}
      - {name: code, skip_if_only_changed: '[.]md$', skip_branches: [^main$, ^gh-pages$]}
      - {name: old, skip_branches: [^main$]}
    postsubmits:
      acme/rocket:
      - {name: push, branches: [^main$]}
      - {name: image, branches: [^main$], run_if_changed: ^images/}
    periodics:
    - {name: nightly, cron: 30 2 * * 1-5}
    """,
  ]

  /// The text of an expression over all.
  private func value(_ expression: String) async throws -> String {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: all
        variables:
        - {name: by, expression: "jobs.groupedBy('name')"}
        validations:
        - expression: "false"
          messageExpression: >-
            '%s'.format([\(expression)])
        """
      ),
      Self.files
    )
    return judged.lines.joined(separator: "\n")
      .replacing("policies/own.yaml:3:18 policy/own: ", with: "")
  }

  private static func names(_ filter: String) -> String {
    "jobs.filter(j, \(filter)).map(j, j.name)"
  }

  @Test(arguments: [
    ("j.runsForChange('main', ['docs/a.md'])", "[\"unit\", \"docs\", \"soft\", \"push\"]"),
    (
      "j.runsForChange('main', ['images/x', 'README.md'])",
      "[\"unit\", \"soft\", \"push\", \"image\"]"
    ),
    ("j.runsForChange('release-1.0', ['a.go'])", "[\"unit\", \"code\"]"),
    ("j.runsForChange('release-1.0', ['a.md'])", "[\"unit\"]"),
    ("j.runsForChange('main', [])", "[\"unit\", \"soft\", \"push\"]"),
    ("j.runsForComment('main', [], '/test docs')", "[\"docs\"]"),
    ("j.runsForComment('main', ['a.go'], '/test all')", "[\"unit\", \"soft\"]"),
    ("j.runsForComment('main', ['docs/x'], '/retest')", "[\"unit\", \"docs\", \"soft\"]"),
    ("j.runsForComment('gh-pages', [], '/test unit')", "[]"),
    ("j.runsForComment('main', [], '/test push')", "[]"),
  ])
  func changesAndComments(_ filter: String, _ wanted: String) async throws {
    let found = try await value(Self.names(filter))
    #expect(found == wanted)
  }

  @Test(arguments: [
    ("docs", "push", "true"),
    ("docs", "e2e", "false"),
    ("docs", "old", "false"),
    ("docs", "soft", "true"),
    ("unit", "nightly", "true"),
    ("e2e", "old", "true"),
    ("unit", "code", "true"),
  ])
  func branchFiltersOverlap(_ one: String, _ other: String, _ wanted: String) async throws {
    for (first, second) in [(one, other), (other, one)] {
      let found = try await value(
        "variables.by['\(first)'][0].branchesOverlap(variables.by['\(second)'][0])"
      )
      #expect(found == wanted)
    }
  }

  @Test(arguments: [
    ("requiredContexts('acme/rocket', 'main')", "[\"cla\", \"tide-asks\", \"unit\"]"),
    (
      "requiredContexts('acme/rocket', 'release-1.0')",
      "[\"cla\", \"e2e\", \"sign-off\", \"tide-asks\", \"unit\"]"
    ),
    ("requiredIfPresentContexts('acme/rocket', 'main')", "[\"docs\"]"),
    ("requiredIfPresentContexts('acme/rocket', 'release-1.0')", "[\"code\", \"old\"]"),
    ("optionalContexts('acme/rocket', 'main')", "[\"never\", \"soft\"]"),
    ("requiredContexts('none/here', 'main')", "[\"tide-asks\"]"),
  ])
  func contextsOfMerges(_ expression: String, _ wanted: String) async throws {
    let found = try await value(expression)
    #expect(found == wanted)
  }

  @Test(arguments: [
    ("branchProtection('acme/rocket', 'main').outcome", "protected"),
    ("branchProtection('acme/rocket', 'wip-x').outcome", "unmanaged"),
    ("branchProtection('acme/rocket', 'gh-pages').outcome", "refused"),
    ("branchProtection('acme/lander', 'main').outcome", "unmanaged"),
    ("branchProtection('acme/lander', 'main').protect", "true"),
    ("branchProtection('other/one', 'main').outcome", "unmanaged"),
    (
      "branchProtection('acme/rocket', 'main').required_status_checks.contexts",
      "[\"cla\", \"unit\"]"
    ),
    (
      "branchProtection('acme/rocket', 'release-1.0').required_status_checks.contexts",
      "[\"cla\", \"sign-off\", \"unit\"]"
    ),
    ("branchProtection('acme/rocket', 'release-1.0').required_status_checks.strict", "true"),
    ("branchProtection('acme/rocket', 'main').required_status_checks.strict", "false"),
    ("has(branchProtection('acme/rocket', 'main').required_status_checks.strict)", "false"),
    ("branchProtection('acme/rocket', 'main').restrictions.teams", "[\"core\", \"oncall\"]"),
    ("branchProtection('acme/rocket', 'main').restrictions.users", "[\"ada\"]"),
    ("branchProtection('acme/rocket', 'main').restrictions.apps", "[]"),
    ("branchProtection('acme/rocket', 'main').enforce_admins", "true"),
    (
      "branchProtection('acme/rocket', 'release-1.0').required_pull_request_reviews.required_approving_review_count",
      "1"
    ),
    (
      "branchProtection('acme/rocket', 'release-1.0').required_pull_request_reviews.require_code_owner_reviews",
      "true"
    ),
    ("has(branchProtection('acme/rocket', 'main').allow_deletions)", "false"),
  ])
  func protectionAfterInheritance(_ expression: String, _ wanted: String) async throws {
    let found = try await value(expression)
    #expect(found == wanted)
  }

  @Test(arguments: [
    ("tideQueries('acme/rocket').map(q, q.labels[0])", "[\"lgtm\", \"approved\"]"),
    ("tideQueries('acme/rocket', 'main').map(q, q.labels[0])", "[\"lgtm\"]"),
    ("tideQueries('acme/lander').map(q, q.labels[0])", "[\"approved\"]"),
    ("tideQueries('none/here').size()", "0"),
    ("tideMergeMethod('acme/rocket', 'main')", "squash"),
    ("tideMergeMethod('acme/lander', 'main')", "merge"),
  ])
  func tide(_ expression: String, _ wanted: String) async throws {
    let found = try await value(expression)
    #expect(found == wanted)
  }

  @Test
  func placesLeadToTheSettings() async throws {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: branch
        match: {repos: [acme/rocket]}
        matchConditions:
        - {name: one, expression: "branch.name in ['main', 'release-1.0']"}
        validations:
        - expression: "false"
          message: protection
          at: branch.protection.restrictions
        - expression: "false"
          message: context
          at: branch.protection.required_status_checks.contexts[0]
        - expression: "false"
          message: query
          at: branch.queries[0].labels
        - expression: "false"
          message: method
          at: branch.mergeMethod
        - expression: "false"
          message: branch
        """
      ),
      Self.files
    )
    #expect(
      judged.lines == [
        "config.yaml:4:39 policy/own: context",
        "config.yaml:11:11 policy/own: protection",
        "config.yaml:15:13 policy/own: branch",
        "config.yaml:25:31 policy/own: method",
        "config.yaml:27:28 policy/own: query",
        "config.yaml:28:20 policy/own: query",
        "jobs.yaml:4:53 policy/own: branch",
      ]
    )
  }
}
