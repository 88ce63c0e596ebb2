internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow and its checkconfig ask of Tide's queries.
  static let tideQueryRules: [Rule] = [
    tideQueryRepos, tideQueryRepeats, tideQueryLabels, tideQueryBranches, needsOkToTest,
  ]

  static let tideQueryRepos = Rule(
    id: "tide-query-repos",
    summary: "a Tide query names no repositories, or names them wrongly",
    why: "orgs holds names of organizations, repos and excludedRepos hold org/repo. What an org "
      + "covers can't be in repos too, and only what it covers can be excluded. Prow refuses "
      + "the whole config.",
    help: "put organizations under orgs, and org/repo under repos and excludedRepos",
    source: "Prow, `Validate` of TideQuery in pkg/config/tide.go",
    bad: .config(
      "tide:\n  queries:\n  - orgs: [acme]\n    repos: [acme/rocket, apex/pump]\n    labels: [lgtm]\n"
    ),
    good: .config("tide:\n  queries:\n  - repos: [acme/rocket]\n    labels: [lgtm]\n"),
    fix: .safe,
    check: .workspace { scope, report in
      for query in ConfigParts.tideQueries(scope) { TideQuery.checkRepos(query, report) }
    }
  )

  static let tideQueryRepeats = Rule(
    id: "tide-query-repeats",
    summary: "a list of a Tide query has an entry twice",
    why: "Prow takes a repeated entry for a mistake and refuses the whole config.",
    help: "remove one of them",
    source: "Prow, `Validate` of TideQuery in pkg/config/tide.go",
    bad: .config("tide:\n  queries:\n  - orgs: [acme]\n    labels: [lgtm, lgtm]\n"),
    good: .config("tide:\n  queries:\n  - orgs: [acme]\n    labels: [lgtm, approved]\n"),
    fix: .safe,
    check: .workspace { scope, report in
      let lists: [Field] = [
        .orgs, .repos, .tideExcludedRepos, .labels, .missingLabels, .includedBranches,
        .excludedBranches,
      ]
      for query in ConfigParts.tideQueries(scope) {
        for list in lists { ConfigParts.checkRepeats(query[list], report) }
      }
    }
  )

  static let tideQueryLabels = Rule(
    id: "tide-query-labels",
    summary: "a Tide query requires a label and forbids it",
    why: "No pull request can match such a query. Prow refuses the whole config.",
    help: "remove the label from labels or from missingLabels",
    source: "Prow, `Validate` of TideQuery in pkg/config/tide.go",
    bad: .config(
      "tide:\n  queries:\n  - orgs: [acme]\n    labels: [hold]\n    missingLabels: [hold]\n"
    ),
    good: .config(
      "tide:\n  queries:\n  - orgs: [acme]\n    labels: [lgtm]\n    missingLabels: [hold]\n"
    ),
    check: .workspace { scope, report in
      for query in ConfigParts.tideQueries(scope) {
        for label in query.list(.missingLabels) {
          guard let text = label.string,
            let required = query.list(.labels).first(where: { $0.string == text })
          else { continue }
          report(
            "label \"\(text.short)\" is both required and forbidden",
            at: label,
            related: [(required, "it is required here")]
          )
        }
      }
    }
  )

  static let tideQueryBranches = Rule(
    id: "tide-query-branches",
    summary: "a Tide query has both includedBranches and excludedBranches",
    why:
      "includedBranches lists all branches of the query, so that excludedBranches has no effect. Prow "
      + "refuses the whole config.",
    help: "remove one of them",
    source: "Prow, `Validate` of TideQuery in pkg/config/tide.go",
    bad: .config(
      "tide:\n  queries:\n  - orgs: [acme]\n    includedBranches: [main]\n    excludedBranches: [dev]\n"
    ),
    good: .config("tide:\n  queries:\n  - orgs: [acme]\n    includedBranches: [main]\n"),
    fix: .unsafe,
    check: .workspace { scope, report in
      for query in ConfigParts.tideQueries(scope) {
        ConfigParts.exclude(
          .includedBranches,
          .excludedBranches,
          in: query,
          fix: { _, excluded in .removeEntry(excluded, .unsafe) },
          report
        )
      }
    }
  )

  static let needsOkToTest = Rule(
    id: "needs-ok-to-test",
    severity: .warning,
    summary: "a Tide query requires lgtm and forbids needs-ok-to-test",
    why: "Only trusted people can give lgtm, which says that they have looked at the pull request. "
      + "needs-ok-to-test then only keeps it from merging.",
    help: "remove needs-ok-to-test from missingLabels",
    source: "Prow, `validateNeedsOkToTestLabel` in cmd/checkconfig/main.go, "
      + "checkconfig's warning needs-ok-to-test",
    bad: .config(
      "tide:\n  queries:\n  - orgs: [acme]\n    labels: [lgtm]\n    missingLabels: [needs-ok-to-test]\n"
    ),
    good: .config("tide:\n  queries:\n  - orgs: [acme]\n    labels: [lgtm]\n"),
    fix: .unsafe,
    check: .workspace { scope, report in
      for query in ConfigParts.tideQueries(scope) {
        guard let lgtm = query.list(.labels).first(where: { $0.text == "lgtm" }) else { continue }
        for label in query.list(.missingLabels) where label.text == "needs-ok-to-test" {
          report(
            "a query that requires lgtm forbids needs-ok-to-test",
            at: label,
            related: [(lgtm, "lgtm is required here")],
            fix: .removeItem(with: label, .unsafe)
          )
        }
      }
    }
  )
}

private enum TideQuery {
  static func checkRepos(_ query: Node, _ report: Report) {
    var orgs: [String: Node] = [:]
    for org in query.list(.orgs) {
      guard let text = org.string else { continue }
      if text.isEmpty { report("an org is empty", at: org) }
      if text.contains("/") {
        report("\"\(text.short)\" is not an org", at: org, help: "write org/repo into repos")
      }
      orgs[text.string] = org
    }
    for repo in query.list(.repos) {
      guard let parts = orgAndRepo(repo, report), let org = orgs[String(parts.org)] else {
        continue
      }
      report(
        "\"\(repo.text.short)\" is already covered by its org",
        at: repo,
        related: [(org, "the org")],
        fix: .removeItem(with: repo, .safe)
      )
    }
    for repo in query.list(.tideExcludedRepos) {
      guard let parts = orgAndRepo(repo, report), orgs[String(parts.org)] == nil else { continue }
      report("\"\(repo.text.short)\" is excluded, but its org is not in orgs", at: repo)
    }
    let isUnset = { (field: Field) in query[field].map { $0.isSequence && $0.isEmpty } ?? true }
    if isUnset(.orgs), isUnset(.repos) {
      report("the query has no orgs and no repos", at: query.firstKey ?? query)
    }
  }

  private static func orgAndRepo(
    _ node: Node,
    _ report: Report
  ) -> (org: Substring, repo: Substring)? {
    guard let text = node.string else { return nil }
    if let parts = text.orgAndRepo { return parts }
    report("\"\(text.short)\" is not of the form org/repo", at: node)
    return nil
  }
}
