import Testing

@Suite("Policies over many jobs")
struct PassTests {
  /// More than are judged in one part, with a few that stand out.
  private static let jobs: String = {
    let jobs = (0..<400).map { index in
      "- {name: job-\(index), cluster: \(index % 150 == 0 ? "trusted" : "build")}\n"
    }
    return "periodics:\n" + jobs.joined()
  }()

  private func lines(_ policy: String, _ jobs: String = Self.jobs) async throws -> [String] {
    try await Judged(PolicyText.own(policy), ["jobs.yaml": jobs]).lines
  }

  @Test
  func jobsOfAllPartsAreJudged() async throws {
    let found = try await lines(
      """
      subject: job
      validations:
      - {expression: job.cluster != 'trusted', messageExpression: job.name}
      """
    )
    expectLines(
      found,
      [
        "jobs.yaml:2:10 policy/own: job-0", "jobs.yaml:152:10 policy/own: job-150",
        "jobs.yaml:302:10 policy/own: job-300",
      ]
    )
  }

  @Test
  func groupsHaveMembersOfAllParts() async throws {
    let found = try await lines(
      """
      subject: job
      groupBy: "job.name.endsWith('-0') || job.name.endsWith('-399') ? 'ends' : job.name"
      validations:
      - {expression: group.members.size() == 1, messageExpression: "group.members[1].name"}
      """
    )
    expectLines(
      found,
      [
        "jobs.yaml:2:10 policy/own: job-399", "  jobs.yaml:401:10 another one of the group is here",
        "jobs.yaml:401:10 policy/own: job-399", "  jobs.yaml:2:10 another one of the group is here",
      ]
    )
  }

  @Test
  func whatFailsIsCountedOverAllParts() async throws {
    let found = try await lines(
      "subject: job\nvalidations:\n- expression: job.labels['a'] == ''"
    )
    expectLines(
      found,
      ["policies/own.yaml:8:27 policy-invalid: no such key: a, for job \"job-0\" and 399 more"]
    )
  }

  @Test
  func whatStaysTheSameFailsOnlyForThoseWhoAskForIt() async throws {
    let policy = """
      subject: job
      params: {values: {clusters: [build]}}
      validations:
      - expression: job.cluster in params.clusters || job.name == params.exempt
      """
    expectLines(try await lines(policy, "periodics:\n- {name: unit, cluster: build}\n"), [])
    expectLines(
      try await lines(policy, "periodics:\n- {name: unit, cluster: trusted}\n"),
      ["policies/own.yaml:9:69 policy-invalid: no such key: exempt, for job \"unit\""]
    )
  }

  @Test
  func aLongListOfParamsIsLookedUpAsAShortOne() async throws {
    let names = (0..<400).filter { $0 != 7 }.map { "job-\($0)" }.joined(separator: ", ")
    let found = try await lines(
      """
      subject: job
      params: {values: {names: [\(names)]}}
      validations:
      - {expression: job.name in params.names, messageExpression: job.name}
      """
    )
    expectLines(found, ["jobs.yaml:9:10 policy/own: job-7"])
  }

  @Test
  func aCommentStartsTheJobsOfItsWordAndThoseWithDots() async throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - {name: unit}
        - {name: un.t}
        - {name: lint}
        - {name: all, trigger: "(?m)^/test (unit|all)$", rerun_command: /test all}
      """
    let found = try await lines(
      """
      subject: job
      match: {jobs: ["^unit$"]}
      variables:
      - {name: byRepo, expression: "jobs.groupedBy('repo')"}
      - name: started
        expression: "variables.byRepo[job.repo].startedBy(job.rerun_command).map(j, j.name)"
      validations:
      - {expression: "false", messageExpression: "variables.started.join(' ')"}
      """,
      jobs
    )
    expectLines(found, ["jobs.yaml:3:12 policy/own: unit un.t all"])
  }

  @Test
  func groupsSeeTheVariablesThatStayTheSame() async throws {
    let found = try await lines(
      """
      subject: job
      params: {values: {most: 2}}
      variables:
      - {name: most, expression: params.most}
      - {name: prefix, expression: "job.name.substring(0, 5)"}
      groupBy: variables.prefix
      validations:
      - {expression: group.members.size() <= variables.most, messageExpression: group.key}
      """,
      "periodics:\n- {name: job-1}\n- {name: job-10}\n- {name: job-2}\n- {name: job-11}\n"
    )
    expectLines(
      found,
      [
        "jobs.yaml:2:10 policy/own: job-1", "  jobs.yaml:3:10 another one of the group is here",
        "jobs.yaml:3:10 policy/own: job-1", "  jobs.yaml:2:10 another one of the group is here",
        "jobs.yaml:5:10 policy/own: job-1", "  jobs.yaml:2:10 another one of the group is here",
      ]
    )
  }

  @Test
  func anEmptyTextSwitchesOffTheSecretOfADefault() async throws {
    let config = """
      plank:
        default_decoration_config_entries:
        - config: {gcs_credentials_secret: upload, GCS_LOCAL_OUTPUT_DIR: x, Cookiefile_Secret: jar}
      """
    let jobs = """
      periodics:
      - {name: usual, decorate: true}
      - {name: off, decorate: true, decoration_config: {gcs_credentials_secret: ""}}
      """
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: job
        validations:
        - {expression: "false", messageExpression: "job.secrets().map(s, s.name).join(' ')"}
        """
      ),
      ["jobs.yaml": jobs, "config.yaml": config]
    )
    expectLines(
      judged.lines.filter { $0.contains("policy/own") },
      ["jobs.yaml:2:10 policy/own: jar upload", "jobs.yaml:3:10 policy/own: jar"]
    )
  }
}
