import TestSupport
import Testing

@Suite("What people can know of their policies")
struct PolicyTrustTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(
      "periodics:\n- {name: a, interval: 1h, spec: {containers: [{image: x}]}}\n"
        + "- {name: legacy-b, interval: 1h, spec: {containers: [{image: x}]}}\n"
        + "- {name: c-canary, interval: 1h, spec: {containers: [{image: x}]}}\n",
      to: "jobs/a.yaml"
    )
    try folder.write("old/\n*.yml\n", to: "jobs/.prowignore")
    try folder.write("periodics: []\n", to: "jobs/old/b.yaml")
    try folder.write("periodics: []\n", to: "jobs/c.yml")
    try folder.write("nothing: here\n", to: "c.yml")
    try folder.write(
      "prow: {config: config.yaml, jobs: [jobs]}\npolicies: [policies.yaml]\n",
      to: ".plimsoll.yaml"
    )
    try folder.write(
      """
      apiVersion: plimsoll.dev/v1
      kind: Policy
      metadata: {name: no-jobs}
      spec:
        summary: there are no jobs
        severity: warning
        subject: job
        matchConditions: [{name: not-canary, expression: "!job.name.endsWith('-canary')"}]
        validations: [{expression: "false"}]
        exceptions: [{jobs: [^legacy-], reason: until the move is done}]
      ---
      apiVersion: plimsoll.dev/v1
      kind: Policy
      metadata: {name: no-yml}
      spec:
        summary: files end in .yaml
        subject: file
        match: {paths: ["**/*.yml"]}
        validations: [{expression: "false"}]

      """,
      to: "policies.yaml"
    )
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  @Test
  func coverageCountsConditionsAndExceptions() throws {
    #expect(
      try run(["policy", "coverage"]).output == """
        SUBJECTS  FINDINGS  EXCEPTED  POLICY
        2         1         1         no-jobs
                                        condition not-canary leaves out 1 of 3
                            1           exception: until the move is done
        2         2                   no-yml

        """
    )
  }

  @Test
  func jobFilesThatProwIgnoresAreNoJobFiles() throws {
    let expression = "[files.filter(f, f.startsWith('jobs/')), jobFiles]"
    #expect(
      try run(["policy", "eval", expression]).output
        == "list(list(string))  [[\"jobs/.prowignore\", \"jobs/a.yaml\", \"jobs/c.yml\", \"jobs/old/b.yaml\"], [\"jobs/a.yaml\"]]\n"
    )
  }

  @Test
  func rulesListsPolicies() throws {
    let run = try run(["rules"])
    #expect(
      run.output.contains("\npolicies of your own\n  policy/no-jobs ") && run.status == 0,
      "\(run.output.suffix(600))"
    )
    #expect(run.output.contains("warning          there are no jobs\n"))
    #expect(!(try Program.run(["rules"]).output.contains("of your own")))
  }

  @Test
  func statsShowPolicies() throws {
    let run = try run(["lint", "--stats", "--select", "policies", "--quiet"])
    let heading = "SUBJECTS  FINDINGS  COST  TIME "
    #expect(run.errors.contains(heading), "\(run.errors)")
    #expect(run.errors.contains("policy/no-jobs\n"), "\(run.errors)")
  }
}
