import Prow
import Testing
import YAML

@Suite("Branches that a configuration names")
struct NamedBranchTests {
  @Test
  func patternsAreNoNames() {
    let installation = Installation(
      config: """
        branch-protection: {orgs: {acme: {repos: {silent: {branches: {main: {protect: true}}}}}}}
        tide:
          queries:
          - {orgs: [acme], excludedBranches: [old]}
          - {repos: [other/one], includedBranches: [next]}
        """,
      jobs: """
        presubmits:
          acme/rocket:
          - {name: a, branches: [^main$, 'release-[0-9]+', release-1.0]}
          - {name: b, skip_branches: [^gh-pages$, main]}
        """
    )
    let jobs = installation.presubmits["acme/rocket"] ?? []
    let found = NamedBranch.all(installation.workspace, jobs: jobs).map {
      "\($0.repo) \($0.name)"
    }
    #expect(
      found == [
        "acme/rocket gh-pages", "acme/rocket main", "acme/rocket old", "acme/rocket release-1.0",
        "acme/silent main", "acme/silent old", "other/one next",
      ]
    )
  }
}
