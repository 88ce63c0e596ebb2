internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let requiredContext = Rule(
    id: "required-context-may-not-report",
    severity: .warning,
    summary: "a merge must wait for a status that may never come",
    why:
      "A context that branch protection or Tide requires must be there before a pull request can "
      + "merge. A job that runs only for some changes, only on demand, or not on that branch leaves "
      + "pull requests without it, and a job with skip_report never sets it.",
    help: "remove the context: where the job runs, Prow waits for it anyway",
    source: "Prow, `BranchRequirements` in pkg/config/branch_protection.go and "
      + "`MissingRequiredContexts` in pkg/config/tide.go",
    bad: .config(
      """
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                protect: true
                required_status_checks: {contexts: [e2e]}
      """,
      jobs: """
        presubmits:
          acme/rocket:
          - {name: e2e, run_if_changed: ^e2e/, spec: {containers: [{image: golang}]}}
        """
    ),
    good: .config(
      """
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                protect: true
                required_status_checks: {contexts: [e2e]}
      """,
      jobs: """
        presubmits:
          acme/rocket:
          - {name: e2e, always_run: true, spec: {containers: [{image: golang}]}}
        """
    ),
    check: .workspace { scope, report in
      var check = RequiredContextCheck(scope, report)
      guard check.isNeeded else { return }
      for (repo, jobs) in scope.jobsByRepo(.presubmit) {
        if let parts = repo.orgAndRepo {
          check.check(String(parts.org), String(parts.repo), ConfigParts.central(jobs))
        }
      }
    }
  )
}
