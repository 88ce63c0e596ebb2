import Policies
import Testing

@Suite("How policies judge")
struct JudgingTests {
  private static let jobs = """
    presubmits:
      acme/rocket:
      - name: unit
        cluster: trusted
      - name: legacy-e2e
        cluster: trusted
      acme/engine:
      - name: unit
        cluster: build
        optional: true
    """

  private func lines(
    _ spec: String,
    jobs: String = jobs,
    config: String? = nil
  ) async throws -> [String] {
    var files = ["jobs.yaml": jobs]
    files["config.yaml"] = config
    return try await Judged(PolicyText.own(spec), files).lines
  }

  private static let notTrusted = """
    validations:
    - expression: job.cluster != 'trusted'
      messageExpression: "job.name + ' runs in ' + job.cluster"
      at: job.cluster
    """

  @Test
  func aFindingPointsAtTheValue() async throws {
    expectLines(
      try await lines("subject: job\n" + Self.notTrusted),
      [
        "jobs.yaml:4:14 policy/own: unit runs in trusted",
        "jobs.yaml:6:14 policy/own: legacy-e2e runs in trusted",
      ]
    )
  }

  @Test
  func exceptionsAreCountedAndExpire() async throws {
    func judge(_ expires: String) async throws -> Judged {
      try await Judged(
        PolicyText.own(
          "subject: job\n" + Self.notTrusted
            + "\nexceptions: [{jobs: [^legacy-], reason: is moved soon, expires: \"\(expires)\"}]"
        ),
        ["jobs.yaml": Self.jobs]
      )
    }
    let valid = try await judge("2026-06-15")
    #expect(valid.lines == ["jobs.yaml:4:14 policy/own: unit runs in trusted"])
    #expect(valid.outcomes.map(\.exceptions) == [[1]])
    expectLines(
      try await judge("2026-06-14").lines,
      [
        "jobs.yaml:4:14 policy/own: unit runs in trusted",
        "jobs.yaml:6:14 policy/own: legacy-e2e runs in trusted",
        "policies/own.yaml:11:67 policy-exception-expired: the exception has expired on 2026-06-14",
      ]
    )
  }

  @Test
  func anExceptionThatCoversNothingIsFound() async throws {
    expectLines(
      try await lines(
        """
        subject: job
        validations: [{expression: "true"}]
        exceptions: [{jobs: [unit], reason: is old}]
        """
      ),
      [
        "policies/own.yaml:8:39 policy-matches-nothing: the exception covers no finding of policy \"own\""
      ]
    )
  }

  @Test
  func aRatchetHoldsTheNumberOfFindings() async throws {
    func judge(_ number: Int) async throws -> [String] {
      try await lines("subject: job\nratchet: \(number)\n" + Self.notTrusted)
    }
    expectLines(
      try await judge(2),
      []
    )
    #expect(try await judge(1).count == 2)
    expectLines(
      try await judge(3),
      [
        "policies/own.yaml:3:18 policy-ratchet: policy \"own\" has 2 findings, and its ratchet is 3"
      ]
    )
  }

  @Test
  func aPolicyThatJudgesNothingIsFoundUnlessThatIsFine() async throws {
    let spec = "subject: job\nmatch: {clusters: [gone]}\nvalidations: [{expression: \"true\"}]\n"
    expectLines(
      try await lines(spec),
      [
        "policies/own.yaml:3:18 policy-matches-nothing: policy \"own\" judges nothing: its match and conditions take no job"
      ]
    )
    expectLines(
      try await lines(spec + "mayMatchNothing: true"),
      []
    )
  }

  @Test
  func groupsHaveAFindingForEachMember() async throws {
    expectLines(
      try await lines(
        """
        subject: job
        groupBy: "[job.kind, job.name]"
        validations:
        - expression: group.members.size() == 1
          messageExpression: "'name ' + string(group.key[1]) + ' is used ' + string(group.members.size()) + ' times'"
        """
      ),
      [
        "jobs.yaml:3:11 policy/own: name unit is used 2 times",
        "  jobs.yaml:8:11 another one of the group is here",
        "jobs.yaml:8:11 policy/own: name unit is used 2 times",
        "  jobs.yaml:3:11 another one of the group is here",
      ]
    )
  }

  @Test
  func whatNobodySetsIsEmpty() async throws {
    expectLines(
      try await lines(
        """
        subject: job
        matchConditions: [{name: required, expression: "!job.optional && !has(job.optional)"}]
        validations:
        - expression: job.max_concurrency == 1 && job.branches == [] && job.spec.serviceAccountName == 'x'
          messageExpression: >-
            job.name + ': ' + string(job.max_concurrency) + job.spec.serviceAccountName
            + string(job.decoration_config.gcs_configuration.bucket == '')
        """
      ),
      [
        "jobs.yaml:3:11 policy/own: unit: 0true",
        "jobs.yaml:5:11 policy/own: legacy-e2e: 0true",
      ]
    )
  }

  @Test
  func valuesOfDefaultsAndPresetsAreShownAtTheJob() async throws {
    let config = """
      presets:
      - labels: {preset-a: "1"}
        env: [{name: A, value: from-preset}]
      plank:
        default_decoration_config_entries:
        - config: {timeout: 2h}
      """
    let jobs = """
      periodics:
      - name: nightly
        labels: {preset-a: "1"}
        decorate: true
        interval: 24h
        spec: {containers: [{image: golang}]}
      """
    expectLines(
      try await lines(
        """
        subject: job
        validations:
        - expression: prowDuration(job.decoration_config.timeout) < duration('1h')
          message: too long
          at: job.decoration_config.timeout
        - expression: "!job.spec.containers[0].env.exists(e, e.value == 'from-preset')"
          message: has the preset
          at: job.spec.containers[0].env[0]
        """,
        jobs: jobs,
        config: config
      ),
      [
        "jobs.yaml:2:9 policy/own: has the preset",
        "  config.yaml:3:10 a preset brings it from here",
        "jobs.yaml:2:9 policy/own: too long",
        "  config.yaml:6:23 a default of config.yaml sets it here",
      ]
    )
  }

  @Test
  func fieldsHaveProwsSpelling() async throws {
    let jobs = "periodics:\n- NAME: nightly\n  interval: 24h\n  spec: {serviceaccountName: bot}\n"
    expectLines(
      try await lines(
        """
        subject: job
        validations:
        - expression: "false"
          messageExpression: "job.name + ' ' + job.spec.serviceAccountName + ' ' + written.spec.serviceaccountName"
          at: job.spec.serviceAccountName
        """,
        jobs: jobs
      ),
      ["jobs.yaml:4:30 policy/own: nightly bot bot"]
    )
  }

  @Test
  func ofSeveralPlacesTheFirstThatIsWrittenCounts() async throws {
    expectLines(
      try await lines(
        """
        subject: job
        match: {repos: ["acme/e*"]}
        validations:
        - {expression: "false", message: x, at: [job.context, job.optional, job.name]}
        """
      ),
      ["jobs.yaml:10:15 policy/own: x"]
    )
  }
}
