import Prow
import Testing
import YAML

@Suite("What branchprotector makes of a branch")
struct EffectiveProtectionTests {
  private func outcome(
    _ protection: String,
    branch: String = "main",
    jobs: String = "presubmits: {acme/rocket: [{name: unit, always_run: true}]}"
  ) -> EffectiveProtection.Outcome {
    let installation = Installation(config: "branch-protection: {\(protection)}", jobs: jobs)
    return EffectiveProtection(
      installation.workspace,
      repo: "acme/rocket",
      branch: branch,
      presubmits: installation.presubmits["acme/rocket"] ?? []
    ).outcome
  }

  @Test(
    arguments: [
      ("orgs: {acme: {protect: true}}", .protected),
      ("protect: true, orgs: {acme: {}}", .protected),
      // Without an org of its own, only protect-tested-repos reaches it.
      ("protect: true", .unmanaged),
      ("protect-tested-repos: true", .protected),
      ("orgs: {acme: {repos: {rocket: {protect: true}}}}", .protected),
      ("orgs: {acme: {repos: {lander: {protect: true}}}}", .unmanaged),
      ("orgs: {acme: {repos: {rocket: {enforce_admins: true}}}}", .unmanaged),
      ("orgs: {acme: {protect: true, unmanaged: true}}", .unmanaged),
      ("orgs: {acme: {protect: true, include: [^release-]}}", .unmanaged),
      ("orgs: {acme: {protect: true, include: [^release-, ^ma]}}", .protected),
      ("orgs: {acme: {protect: true, exclude: [^main$]}}", .unmanaged),
      (
        "orgs: {acme: {protect: true, exclude: [main], repos: {rocket: {branches: {main: {protect: true}}}}}}",
        .protected
      ),
      ("orgs: {acme: {protect: false}}", .refused),
      ("allow_disabled_job_policies: true, orgs: {acme: {protect: false}}", .unmanaged),
      ("orgs: {acme: {repos: {rocket: {branches: {main: {enforce_admins: true}}}}}}", .refused),
    ] as [(String, EffectiveProtection.Outcome)]
  )
  func followsFromTheLevels(_ protection: String, _ expected: EffectiveProtection.Outcome) {
    let found = outcome(protection)
    #expect(found == expected)
  }

  @Test
  func protectionIsTakenAwayWhereNoJobNeedsIt() {
    let found = outcome("orgs: {acme: {protect: false}}", jobs: "presubmits: {}")
    #expect(found == .unprotected)
  }
}
