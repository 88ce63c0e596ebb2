import Prow
import Testing
import YAML

@Suite("What a merge waits for")
struct MergeRequirementTests {
  private func requirement(
    _ fields: String,
    config: String = "",
    repo: String = "acme/rocket"
  ) throws -> MergeRequirement {
    let installation = Installation(
      config: config,
      jobs: "presubmits: {\"\(repo)\": [{name: unit, \(fields)}]}"
    )
    let jobs = installation.presubmits[repo] ?? []
    let merges = MergeRequirements(installation.workspace, repo: repo, branch: "main", jobs: jobs)
    return merges.requirement(of: try #require(jobs.first))
  }

  @Test(
    arguments: [
      ("always_run: true", .required),
      ("run_if_changed: ^e2e/", .ifRun),
      ("skip_if_only_changed: ^docs/", .ifRun),
      ("always_run: false", .ifRun),
      ("optional: true", .optional),
      ("always_run: true, optional: true", .optional),
      ("run_if_changed: ^e2e/, optional: true", .optional),
      ("always_run: true, skip_report: true", .none),
      ("run_if_changed: ^e2e/, skip_report: true", .none),
      // Nobody asks for it by accident, and Prow counts it with the optional ones.
      ("skip_report: true", .optional),
      ("always_run: true, optional: true, skip_report: true", .optional),
      ("always_run: true, branches: [^release-]", .none),
      ("always_run: true, skip_branches: [^main$]", .none),
      ("always_run: true, branches: ['(']", .none),
      ("run_before_merge: true", .required),
      ("run_before_merge: true, optional: true", .required),
      ("run_before_merge: true, run_if_changed: ^e2e/", .required),
      ("run_before_merge: true, branches: [^release-]", .none),
    ] as [(String, MergeRequirement)]
  )
  func followsFromTheFieldsOfTheJob(_ fields: String, _ expected: MergeRequirement) throws {
    #expect(try requirement(fields) == expected)
  }

  private static func protection(_ policy: String) -> String {
    "branch-protection: {orgs: {acme: {repos: {rocket: {\(policy)}}}}}"
  }

  private static func tide(_ policy: String) -> String {
    "tide: {context_options: {orgs: {acme: {repos: {rocket: {branches: {main: {\(policy)}}}}}}}}"
  }

  // Fields of the job, config.yaml, and what a merge waits for.
  @Test(
    arguments: [
      ("", protection("protect: true, require_manually_triggered_jobs: true"), .required),
      ("", protection("protect: true"), .ifRun),
      (
        "run_if_changed: x",
        protection("protect: true, require_manually_triggered_jobs: true"), .ifRun
      ),
      (
        "optional: true",
        protection("protect: true, required_status_checks: {contexts: [unit]}"), .required
      ),
      (
        "optional: true",
        protection("protect: false, required_status_checks: {contexts: [unit]}"), .optional
      ),
      ("optional: true", protection("required_status_checks: {contexts: [unit]}"), .optional),
      (
        "optional: true",
        protection("unmanaged: true, protect: true, required_status_checks: {contexts: [unit]}"),
        .optional
      ),
      (
        "optional: true",
        protection("unmanaged: true, protect: true, required_status_checks: {contexts: [unit]}")
          + "\ntide: {context_options: {from-branch-protection: true}}",
        .required
      ),
      ("run_if_changed: x", tide("required-contexts: [unit]"), .required),
      ("optional: true", tide("required-if-present-contexts: [unit]"), .ifRun),
      ("context: ci/unit, optional: true", tide("required-contexts: [ci/unit]"), .required),
      (
        "branches: [x], always_run: true", tide("required-contexts: [unit]"), .none
      ),
    ] as [(String, String, MergeRequirement)]
  )
  func followsFromWhatConfigRequires(
    _ fields: String,
    _ config: String,
    _ expected: MergeRequirement
  ) throws {
    #expect(try requirement(fields, config: config) == expected)
  }

  // Fields of the job, config.yaml, what decides, and the text at its place.
  @Test(
    arguments: [
      ("always_run: true", "", .alwaysRuns, "always_run"),
      ("run_if_changed: x", "", .byChanges, "run_if_changed"),
      ("always_run: false", "", .onDemand, nil),
      ("optional: true", "", .optional, "optional"),
      ("always_run: true, skip_report: true", "", .skipReport, "skip_report"),
      ("run_before_merge: true", "", .runBeforeMerge, "run_before_merge"),
      ("branches: [x]", "", .otherBranch, nil),
      (
        "optional: true",
        protection("protect: true, required_status_checks: {contexts: [unit]}"), .protectedContext,
        "unit"
      ),
      ("optional: true", tide("required-contexts: [unit]"), .tideContext, "unit"),
      (
        "always_run: false",
        protection("protect: true, require_manually_triggered_jobs: true"), .manualJobs, "true"
      ),
    ] as [(String, String, MergeAnswer.Cause, String?)]
  )
  func whatDecidesIsSaid(
    _ fields: String,
    _ config: String,
    _ cause: MergeAnswer.Cause,
    _ text: String?
  ) throws {
    let installation = Installation(
      config: config,
      jobs: "presubmits: {acme/rocket: [{name: unit, \(fields)}]}"
    )
    let jobs = installation.presubmits["acme/rocket"] ?? []
    let merges = MergeRequirements(
      installation.workspace,
      repo: "acme/rocket",
      branch: "main",
      jobs: jobs
    )
    let answer = merges.answer(for: try #require(jobs.first))
    #expect(answer.cause == cause)
    #expect(answer.node?.text.string == text)
  }

  @Test
  func aHostOfGerritIsAnOrgOfTide() throws {
    let tide =
      #"tide: {context_options: {orgs: {"https://git.test": {required-contexts: [unit]}}}}"#
    let found = try requirement("optional: true", config: tide, repo: "https://git.test/a/b")
    #expect(found == .required)
  }
}
