import TestSupport
import Testing

@Suite("plimsoll policy, and lint with policies")
struct PolicyProgramTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(
      "presubmits:\n  acme/rocket:\n  - name: unit\n    cluster: trusted\n    spec: {containers: [{image: golang}]}\n",
      to: "jobs/a.yaml"
    )
    try folder.write(
      "prow: {config: config.yaml, jobs: [jobs]}\npolicies: [policies]\n",
      to: ".plimsoll.yaml"
    )
    let first = try Program.run(["policy", "new", "trusted-cluster"])
    #expect(first.status == 0)
    try folder.write(first.output, to: "policies/trusted.yaml")
    // A folder may hold other files, too.
    try folder.write("a: table\n", to: "policies/table.yaml")
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  @Test
  func aFirstPolicyPassesItsTests() throws {
    let run = try run(["policy", "test"])
    #expect(run.output == "2 tests of 1 policy: 2 passed, 0 failed\n")
    #expect(run.status == 0)
  }

  @Test
  func aTestThatFailsIsShown() throws {
    let text = try folder.text("policies/trusted.yaml")
    try folder.write(text.replacing("line: 4", with: "line: 5"), to: "policies/trusted.yaml")
    let run = try run(["policy", "test"])
    #expect(
      run.output == """
        policies/trusted.yaml:16: FAILED trusted-cluster: finds a presubmit in the trusted cluster
          missing: job "unit", "presubmit unit may not run in cluster trusted", at line 5
          not expected: job "unit", "presubmit unit may not run in cluster trusted" at jobs.yaml:4
        2 tests of 1 policy: 1 passed, 1 failed

        """
    )
    #expect(run.status == 1)
  }

  @Test
  func lintRunsThePoliciesOfTheSettings() throws {
    let run = try run(["lint", "--format", "concise", "--select", "policies"])
    #expect(
      run.output.hasPrefix(
        "jobs/a.yaml:4:14: error: presubmit unit may not run in cluster trusted (job unit, cluster) [policy/trusted-cluster]\n"
      ),
      "\(run.output)"
    )
    #expect(run.status == 1)
    #expect(try self.run(["lint", "--ignore", "policy/trusted-cluster"]).status == 0)
  }

  @Test
  func aCommentSuppressesAPolicy() throws {
    let text = try folder.text("jobs/a.yaml")
    try folder.write(
      text.replacing(
        "trusted\n",
        with: "trusted # plimsoll:ignore policy/trusted-cluster -- moved soon\n"
      ),
      to: "jobs/a.yaml"
    )
    let run = try run(["lint"])
    #expect(run.status == 0, "\(run.output)")
    #expect(!run.output.contains("unused-suppression"), "\(run.output)")
  }

  @Test
  func theJSONCountsWhatPoliciesLookedAt() throws {
    let output = try run(["lint", "--format", "json"]).output
    #expect(
      output.contains(
        #""policies":[{"id":"trusted-cluster","rule":"policy/trusted-cluster","selects":1,"violations":1,"exceptions":[]}]"#
      ),
      "\(output)"
    )
  }

  @Test
  func coverageCounts() throws {
    let run = try run(["policy", "coverage"])
    #expect(
      run.output == """
        SUBJECTS  FINDINGS  EXCEPTED  POLICY
        1         1                   trusted-cluster

        """
    )
  }

  @Test
  func anExpressionIsEvaluated() throws {
    let run = try run(["policy", "eval", "[job.cluster, job.rerun_command]", "--job", "unit"])
    #expect(run.output == "jobs/a.yaml:  list(string)  [\"trusted\", \"/test unit\"]\n")
    #expect(try self.run(["policy", "eval", "jobs.size()"]).output == "int  1\n")
    let wrong = try self.run(["policy", "eval", "job.nmae", "--job", "unit"])
    #expect(
      wrong.errors.contains("plimsoll: 1:4: undefined field \"nmae\"; did you mean \"name\"?\n"),
      "\(wrong.errors)"
    )
    #expect(wrong.status == 2)
  }

  @Test
  func aPolicyIsExplained() throws {
    let run = try run(["explain", "policy/trusted-cluster"])
    #expect(
      run.output.hasPrefix(
        "policy/trusted-cluster: presubmits don't run in the trusted cluster\npolicies, error; source: policies/trusted.yaml\n"
      ),
      "\(run.output)"
    )
  }

  @Test
  func aFolderWithoutPoliciesIsNoPass() throws {
    try folder.shell("rm '\(folder.path)/policies/trusted.yaml'")
    let run = try run(["lint"])
    #expect(run.errors.contains("can't read policies: no policy is there"), "\(run.errors)")
    #expect(run.status == 2)
  }

  @Test
  func aPolicyInAFolderThatCantBeReadIsFound() throws {
    try folder.write("apiVersion: plimsoll.dev/v1\nspec: [", to: "policies/broken.yaml")
    let run = try run(["lint", "--format", "concise", "--select", "policy-invalid"])
    #expect(run.output.hasPrefix("policies/broken.yaml:2:8: error: "), "\(run.output)")
    #expect(run.status == 1)
  }

  @Test
  func aPolicyFileOutOfTheRepositoryIsNotRead() throws {
    let link = "ln -s /etc/hostname policies/out.yaml"
    try folder.shell("cd '\(folder.path)' && git init -q . && \(link)")
    try folder.write(
      "prow: {config: config.yaml, jobs: [jobs]}\npolicies: [policies/out.yaml]\n",
      to: ".plimsoll.yaml"
    )
    let run = try run(["lint"])
    #expect(
      run.errors.contains("policies/out.yaml: the symbolic link leads out of the repository"),
      "\(run.errors)"
    )
    #expect(run.status == 2)
  }
}
