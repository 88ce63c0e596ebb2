import Prow
import Testing

@Suite("Branch protection")
struct BranchProtectionTests {
  private static let jobs = """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true, skip_branches: [^docs$]}
      - {name: e2e, run_if_changed: ^e2e/}
      - {name: bench, always_run: true, optional: true}
      - {name: soak}
    """

  // Fields of branch-protection, those of acme, of rocket and of its branch main or docs.
  @Test(
    arguments: [
      ("", "", "", "main: {protect: true}", "main", "true unit"),
      ("", "protect: true", "", "", "main", "true unit"),
      ("protect: true", "", "", "", "main", "true unit"),
      ("protect: false", "protect: true", "", "", "main", "true unit"),
      ("", "", "protect: false", "", "main", "refused: requiredJobs"),
      ("", "", "protect: false", "", "docs", "false "),
      (
        "protect_repos_with_optional_jobs: true", "", "protect: false", "", "docs",
        "refused: requiredJobs"
      ),
      ("allow_disabled_job_policies: true", "", "protect: false", "", "main", "none"),
      ("enforce_admins: true", "", "protect: false", "", "docs", "refused: settings"),
      (
        "enforce_admins: true, allow_disabled_policies: true", "", "protect: false", "", "docs",
        "false "
      ),
      ("enforce_admins: true", "", "protect: false", "", "main", "refused: requiredJobs"),
      ("exclude: [x]", "unmanaged: true", "protect: false", "", "docs", "false "),
      ("protect-tested-repos: true", "", "", "", "main", "true unit"),
      ("protect-tested-repos: true", "", "", "", "docs", "none"),
      ("", "", "", "", "docs", "none"),
      ("", "", "", "", "main", "open unit"),
      ("", "", "", "main: {enforce_admins: true}", "main", "refused: undecided"),
      ("", "", "", "main: {unmanaged: true}", "main", "open unit"),
      (
        "required_status_checks: {contexts: [cla]}", "protect: true", "",
        "main: {required_status_checks: {contexts: [dco]}}", "main", "true cla,dco,unit"
      ),
      ("require_manually_triggered_jobs: true", "protect: true", "", "", "docs", "true soak"),
    ]
  )
  func isWhatTheLevelsAndTheJobsSay(
    _ top: String,
    _ org: String,
    _ repo: String,
    _ branches: String,
    _ branch: String,
    _ expected: String
  ) {
    func fields(_ parts: String...) -> String {
      parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
    let rocket = fields(repo, branches.isEmpty ? "" : "branches: {\(branches)}")
    let acme = fields(org, "repos: {rocket: {\(rocket)}}")
    let config = "branch-protection: {\(fields(top, "orgs: {acme: {\(acme)}}"))}"
    let installation = Installation(config: config, jobs: BranchProtectionTests.jobs)
    #expect(installation.protection("acme/rocket", branch: branch).outline == expected)
  }

  @Test
  func saysNothingOfAnOrgThatIsNotListed() {
    let installation = Installation(
      config: "branch-protection: {protect: true, orgs: {moon: {}}}",
      jobs: BranchProtectionTests.jobs
    )
    #expect(installation.protection("acme/rocket", branch: "main").outline == "none")
  }
}
