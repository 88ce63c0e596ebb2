internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What Prow asks of Tide's settings besides its queries.
  static let tideRules: [Rule] = [
    tideURLConflict, deprecatedPRStatusURL, missingPRStatusDefault, mergeMethod,
    mergeMethodPattern,
  ]

  static let tideURLConflict = Rule(
    id: "tide-url-conflict",
    summary: "an address of Tide is set in the old and in the new way",
    why: "target_urls and pr_status_base_urls replace target_url and pr_status_base_url. Prow does "
      + "not choose between them, and refuses the whole config.",
    help: "move the single address under the key \"*\"",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config(
      "tide:\n  target_url: https://prow.example.com/tide\n  target_urls: {acme: https://acme.example.com}\n"
    ),
    good: .config("tide:\n  target_urls: {'*': https://prow.example.com/tide}\n"),
    check: .workspace { scope, report in
      let tide = scope.workspace.configRoot?[.tide]
      ConfigParts.exclude(.targetURL, .targetURLs, in: tide, report)
      ConfigParts.exclude(.prStatusBaseURL, .prStatusBaseURLs, in: tide, report)
    }
  )

  static let deprecatedPRStatusURL = Rule(
    id: "deprecated-pr-status-base-url",
    severity: .warning,
    summary: "pr_status_base_url is deprecated",
    why: "pr_status_base_urls replaces it, with an address for each org or repository.",
    help: "write pr_status_base_urls with the address under the key \"*\"",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config("tide:\n  pr_status_base_url: https://prow.example.com/pr\n"),
    good: .config("tide:\n  pr_status_base_urls: {'*': https://prow.example.com/pr}\n"),
    fix: .safe,
    check: .workspace { scope, report in
      guard let tide = scope.workspace.configRoot?[.tide], let url = tide.text(.prStatusBaseURL),
        !url.isEmpty, tide[.prStatusBaseURLs]?.isEmpty ?? true
      else { return }
      let key = tide.key(.prStatusBaseURL)
      report(
        "pr_status_base_url is deprecated",
        at: key ?? tide,
        fix: key.map { .renameWrapping($0, to: "pr_status_base_urls", under: "*") }
      )
    }
  )

  static let missingPRStatusDefault = Rule(
    id: "missing-pr-status-default",
    summary: "pr_status_base_urls has no entry \"*\"",
    why:
      "The entry \"*\" is for every repository that no other names. Prow refuses the whole config.",
    help: "add an entry \"*\"",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config("tide:\n  pr_status_base_urls: {acme: https://prow.example.com/pr}\n"),
    good: .config("tide:\n  pr_status_base_urls: {'*': https://prow.example.com/pr}\n"),
    check: .workspace { scope, report in
      guard let tide = scope.workspace.configRoot?[.tide], let urls = tide[.prStatusBaseURLs],
        !urls.isEmpty, urls.isMapping, !urls.entries.contains(where: { $0.key.text == "*" })
      else { return }
      report("pr_status_base_urls has no entry \"*\"", at: tide.key(.prStatusBaseURLs) ?? urls)
    }
  )

  static let mergeMethod = Rule(
    id: "merge-method",
    summary: "a merge method is not one of Tide's",
    why: "GitHub merges in three ways: merge, squash and rebase. Prow refuses the whole config.",
    help: "write merge, squash or rebase",
    source: "Prow, `parseTideMergeType` in pkg/config/config.go",
    bad: .config("tide:\n  merge_method: {acme/rocket: Squash}\n"),
    good: .config("tide:\n  merge_method: {acme/rocket: squash}\n"),
    fix: .safe,
    check: .workspace { scope, report in
      MergeMethods.forEach(scope) { value, level in
        let isEmpty = value.isNull || value.isEmptyText
        guard let text = value.isNull ? Text.empty : value.string else { return }
        if isEmpty, level == .branch { return report("the branch has no merge method", at: value) }
        if isEmpty || text == "merge" || text == "squash" || text == "rebase" { return }
        report(
          "\"\(text.short)\" is not a merge method",
          at: value,
          fix: .write(
            value,
            .anyUse,
            .safe,
            Suggestion.nearest(
              to: value.text.string,
              among: ["merge", "squash", "rebase"],
              within: 1
            ).map { .string($0) }
          )
        )
      }
    }
  )

  static let mergeMethodPattern = Rule(
    id: "merge-method-pattern",
    summary: "a branch of merge_method is not a regular expression that Go knows",
    why: "Below a repository the keys of merge_method are patterns for branches. Prow refuses the "
      + "whole config.",
    help: "write it in the syntax of Go's package regexp, such as release-.*",
    source: "Prow, `parseTideMergeType` in pkg/config/config.go",
    bad: .config("tide:\n  merge_method: {acme: {rocket: {'release-(': squash}}}\n"),
    good: .config("tide:\n  merge_method: {acme: {rocket: {'release-.*': squash}}}\n"),
    check: .workspace { scope, report in
      MergeMethods.forEachBranch(scope) { Patterns.check($0.text, at: $0, report) }
    }
  )
}

/// Walks `tide.merge_method`: a word or repositories, each with a word or branches.
private enum MergeMethods {
  enum Level { case org, repo, branch }

  static func forEach(_ scope: LintScope, _ body: (Node, Level) -> Void) {
    for root in ConfigParts.roots(scope) {
      for org in root[.tide]?.map(.mergeMethod) ?? [] {
        if !org.value.isMapping { body(org.value, .org) }
        for repo in org.value.entries {
          if !repo.value.isMapping { body(repo.value, .repo) }
          for branch in repo.value.entries { body(branch.value, .branch) }
        }
      }
    }
  }

  static func forEachBranch(_ scope: LintScope, _ body: (Node) -> Void) {
    for root in ConfigParts.roots(scope) {
      for org in root[.tide]?.map(.mergeMethod) ?? [] {
        for repo in org.value.entries {
          for branch in repo.value.entries { body(branch.key) }
        }
      }
    }
  }
}
