import Analysis
import Configs
import Diagnostics
import Linting
import Testing

@Suite("Branch protection and required contexts")
struct ProtectionRuleTests {
  private func lines(_ config: String, jobs: String) async throws -> [String] {
    let rules = [
      "required-context-may-not-report", "required-job-unprotected", "unprotected-settings",
      "tide-context-policy",
    ]
    let result = try await ExampleLinter.lint(
      .config(config, jobs: jobs),
      options: LintOptions(select: rules)
    )
    return result.diagnostics.map { diagnostic in
      let position = LineIndex(diagnostic.place.file).position(at: diagnostic.place.range.start)
      return "\(diagnostic.rule) \(position.line):\(position.column) \(diagnostic.message)"
    }
  }

  private static let jobs = """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true}
      - {name: e2e, run_if_changed: ^e2e/}
      - {name: docs, skip_if_only_changed: ^docs/}
      - {name: quiet, always_run: true, skip_report: true}
      - {name: bench, optional: true}
      - {name: style, always_run: true, optional: true}
      - {name: soak, always_run: false}
      - {name: port, always_run: true, branches: [^release-]}
      - {name: late, run_before_merge: true, optional: true}
      - {name: "on", context: ci/on, run_if_changed: x}
    """

  private static let all = "[unit, e2e, docs, quiet, bench, style, soak, port, late, ci/on, dco]"

  @Test
  func aBranchMayWaitForStatusesThatNeverCome() async throws {
    let config = """
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                branches:
                  main:
                    protect: true
                    required_status_checks: {contexts: \(ProtectionRuleTests.all)}
      """
    let (rule, who) = (
      "required-context-may-not-report", "branch protection of acme/rocket branch main waits for"
    )
    let found = try await lines(config, jobs: ProtectionRuleTests.jobs)
    #expect(
      found == [
        "\(rule) 9:57 \(who) \"e2e\", but its job runs only for some changes (run_if_changed)",
        "\(rule) 9:62 \(who) \"docs\", but its job runs only for some changes (skip_if_only_changed)",
        "\(rule) 9:68 \(who) \"quiet\", but its job does not report (skip_report)",
        "\(rule) 9:75 \(who) \"bench\", but its job is optional and runs only on demand",
        "\(rule) 9:95 \(who) \"port\", but its job does not run there",
        "\(rule) 9:107 \(who) \"ci/on\", but its job \"on\" runs only for some changes (run_if_changed)",
      ]
    )
  }

  // Fields of branch-protection, of acme and of rocket, and the columns of findings.
  @Test(
    arguments: [
      ("protect: true", "", "", ["2:57"]),
      ("", "protect: true", "", ["2:57"]),
      ("", "", "protect: true", ["2:57"]),
      ("protect-tested-repos: true", "", "", ["2:57"]),
      ("", "", "", []),
      ("", "", "protect: true, branches: {main: {unmanaged: true}}", []),
      ("protect: true", "unmanaged: true", "", []),
    ]
  )
  func everyLevelCounts(
    _ top: String,
    _ org: String,
    _ repo: String,
    _ expected: [String]
  ) async throws {
    func also(_ fields: String) -> String { fields.isEmpty ? "" : ", \(fields)" }
    let config = """
      branch-protection:
        {required_status_checks:                  {contexts: [e2e]}\(also(top)),
          orgs: {acme: {repos: {rocket: {enforce_admins: true\(also(repo))}}\(also(org))}}}
      """
    let found = try await lines(config, jobs: ProtectionRuleTests.jobs)
    #expect(found.map { $0.split(separator: " ")[1] } == expected.map { $0[...] })
  }

  @Test
  func tideIsToldTwoThings() async throws {
    let config = """
      tide:
        queries: [{repos: [acme/rocket], labels: [lgtm]}]
        context_options:
          orgs:
            acme:
              repos:
                rocket:
                  branches:
                    main: {required-contexts: \(ProtectionRuleTests.all)}
      """
    let place = "on acme/rocket branch main"
    let found = try await lines(config, jobs: ProtectionRuleTests.jobs)
    #expect(
      found == [
        "tide-context-policy 9:48 status \"e2e\" is required and required if present \(place)",
        "tide-context-policy 9:53 status \"docs\" is required and required if present \(place)",
        "tide-context-policy 9:59 status \"quiet\" is required and optional \(place)",
        "tide-context-policy 9:66 status \"bench\" is required and optional \(place)",
        "tide-context-policy 9:73 status \"style\" is required and optional \(place)",
        "tide-context-policy 9:80 status \"soak\" is required and required if present \(place)",
        "required-context-may-not-report 9:86 Tide of acme/rocket branch main waits for \"port\", "
          + "but its job does not run there",
        "tide-context-policy 9:92 status \"late\" is required and optional \(place)",
        "tide-context-policy 9:98 status \"ci/on\" is required and required if present \(place)",
      ]
    )
  }

  @Test
  func severalJobsMayLeaveNoChangeOut() async throws {
    let config = """
      branch-protection:
        {protect: true, required_status_checks: {contexts: [e2e]}, orgs: {acme: {}}}
      """
    let jobs = """
      presubmits:
        acme/rocket:
        - {name: a, context: e2e, run_if_changed: ^e2e/}
        - {name: b, context: e2e, skip_if_only_changed: ^e2e/}
      """
    #expect(try await lines(config, jobs: jobs) == [])
  }

  // Fields of branch-protection, of acme and of rocket, and the finding.
  @Test(
    arguments: [
      ("", "", "branches: {docs: {protect: false}}", "4:53 acme/rocket branch docs"),
      ("", "", "protect: false", "4:35 acme/rocket"),
      ("", "protect: false", "", "3:21 acme/rocket"),
      ("protect: false", "", "", "2:20 acme/rocket"),
      (
        "protect: false", "", "branches: {main: {enforce_admins: true}}",
        "2:20 acme/rocket branch main"
      ),
      ("protect: false", "", "protect: true", nil),
      ("", "", "protect: false, unmanaged: true", nil),
      ("unmanaged: true", "", "protect: false", nil),
      ("allow_disabled_job_policies: true", "", "protect: false", nil),
      ("", "", "protect: false, branches: {main: {protect: true}}", "4:35 acme/rocket"),
      ("", "", "protect: false, include: [^main$], branches: {main: {protect: true}}", nil),
      ("", "", "protect: false, exclude: [.], branches: {main: {protect: true}}", nil),
    ]
  )
  func aRequiredJobKeepsProtectionOn(
    _ top: String,
    _ org: String,
    _ repo: String,
    _ expected: String?
  ) async throws {
    let config = """
      branch-protection:
        {x: {}, \(top.isEmpty ? "orgs" : "\(top), orgs"): {acme: {
          x: {}, \(org.isEmpty ? "repos" : "\(org), repos"): {
            rocket: {          \(repo)}}}}}
      """
    let found = try await lines(
      config,
      jobs: "presubmits: {acme/rocket: [{name: unit, always_run: true}]}"
    ).filter { $0.hasPrefix("required-job-unprotected") }
    let message = expected.map { line -> String in
      let parts = line.split(separator: " ", maxSplits: 1)
      return "required-job-unprotected \(parts[0]) protect is false for \(parts[1]), "
        + "and required job \"unit\" runs there"
    }
    #expect(found == [message].compactMap(\.self))
  }

  // Fields of a job, and whether it runs on a branch that rocket does not protect: not on main.
  @Test(
    arguments: [
      ("always_run: true, branches: [^main$]", false),
      ("always_run: true, branches: [main, ^docs$]", true),
      ("always_run: true, branches: [^release-]", true),
      ("always_run: true, skip_branches: [^docs$]", true),
      ("run_if_changed: x", false),
      ("always_run: true, optional: true", false),
      ("always_run: true, skip_report: true", false),
      ("always_run: false", false),
    ]
  )
  func onlyJobsOfOtherBranchesCount(_ fields: String, _ isFound: Bool) async throws {
    let found = try await lines(
      """
      branch-protection:
        {orgs: {acme: {repos: {rocket: {protect: false, branches: {main: {protect: true}}}}}}}
      """,
      jobs: "presubmits: {acme/rocket: [{name: unit, \(fields)}]}"
    )
    #expect(found.isEmpty == !isFound, "\(found)")
  }

  @Test
  func settingsNeedProtection() async throws {
    let found = try await lines(
      """
      branch-protection:
        enforce_admins: true
        orgs:
          acme:
            protect: true
            repos:
              rocket: {protect: false}
      """,
      jobs: "presubmits: {acme/rocket: [{name: e2e, run_if_changed: x}]}"
    )
    #expect(
      found == [
        "unprotected-settings 7:27 protect is false for acme/rocket, and enforce_admins is set"
      ]
    )
  }

  // Patterns of branches, and the findings: Prow joins them with `|` before it compiles them.
  @Test(
    arguments: [
      ("['(a', 'b)']", []),
      ("['(a', b]", [#"5:19 "(a" is not a regular expression: missing closing )"#]),
      ("['(a', 'b)', 'c[']", [#"5:31 "c[" is not a regular expression: missing closing ]"#]),
      ("[a, 'b)']", [#"5:22 "b)" is not a regular expression: unexpected )"#]),
      ("['(?P<x>a)', '(?P<x>b)']", []),
    ]
  )
  func branchPatternsAreJudgedTogether(_ patterns: String, _ expected: [String]) async throws {
    let found = try await ExampleLinter.lines(
      """
      presubmits:
        acme/rocket:
        - name: unit
          always_run: true
          branches:    \(patterns)
          spec: {containers: [{image: golang, command: [make]}]}
      """,
      select: ["invalid-regex"]
    )
    #expect(found == expected.map { "invalid-regex \($0)" })
  }
}
