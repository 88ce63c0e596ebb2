import Testing

@Suite("Functions of policies")
struct FunctionTests {
  private static let jobs = """
    presets:
    - labels: {preset-token: "true"}
      env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: bot, key: token}}}]
    presubmits:
      acme/rocket:
      - name: unit
        branches: [^main$]
        labels: {preset-token: "true"}
        spec:
          containers:
          - image: golang
            args: [--timeout=60m, -v, --zone, eu, all, --timeout=90m]
          volumes: [{name: own, secret: {secretName: own}}]
        annotations:
          testgrid-dashboards: " fuel,, rocket ,fuel"
      - name: every
        annotations: {testgrid-dashboards: rocket, testgrid-tab-name: unit}
        trigger: (?m)^/test( | .* )(every|unit),?($|\\s.*)
        rerun_command: /test every
      - name: lint
        skip_branches: [^release-]
    periodics:
    - name: nightly
    """

  /// The text of an expression, for the job `unit`.
  private func value(_ expression: String) async throws -> String {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: job
        match: {jobs: [^unit$]}
        validations:
        - expression: "false"
          messageExpression: >-
            '%s'.format([\(expression)])
        """
      ),
      ["jobs.yaml": Self.jobs]
    )
    return judged.lines.joined(separator: "\n")
      .replacing("jobs.yaml:6:11 policy/own: ", with: "")
  }

  @Test(arguments: [
    ("job.runsOnBranch('main')", "true"),
    ("job.runsOnBranch('maintenance')", "false"),
    ("jobs.filter(j, !j.runsOnBranch('release-1.0')).map(j, j.name)", "[\"unit\", \"lint\"]"),
    ("jobs.filter(j, j.startsOnComment('/test unit')).map(j, j.name)", "[\"unit\", \"every\"]"),
    ("jobs.startedBy('/test unit').map(j, j.name)", "[\"unit\", \"every\"]"),
    ("jobs.startedBy('/test units').map(j, j.name)", "[]"),
    (
      "jobs.startedBy('please\\n/test lint, unit').map(j, j.name)",
      "[\"unit\", \"every\", \"lint\"]"
    ),
    ("job.secrets().map(s, s.name + ' ' + s.preset)", "[\"bot preset-token\", \"own \"]"),
    ("job.testgridDashboards()", "[\"fuel\", \"rocket\", \"fuel\"]"),
    ("jobs.map(j, j.testgridDashboards().size())", "[3, 1, 0, 0]"),
    ("jobs.map(j, j.testgridTab())", "[\"unit\", \"unit\", \"lint\", \"nightly\"]"),
    ("jobs.onTestgridTab('rocket', 'unit').map(j, j.name)", "[\"unit\", \"every\"]"),
    ("jobs.onTestgridTab('fuel', 'unit').map(j, j.name)", "[\"unit\"]"),
    ("jobs.onTestgridTab('fuel', 'every').map(j, j.name)", "[]"),
    (
      "jobs.filter(j, j.name != 'unit').onTestgridTab('rocket', 'unit').map(j, j.name)",
      "[\"every\"]"
    ),
    ("jobs.groupedBy('repo')['acme/rocket'].size()", "3"),
    ("jobs.groupedBy('kind').map(k, k)", "[\"presubmit\", \"periodic\"]"),
    ("'k8s-1.36-sig'.captures('k8s-([0-9]+)[.]([0-9]+)')", "[\"k8s-1.36\", \"1\", \"36\"]"),
    ("'none'.captures('k8s')", "[]"),
    ("'a1b22'.allCaptures('[a-z]([0-9]+)')", "[[\"a1\", \"1\"], [\"b22\", \"22\"]]"),
    ("'config/jobs/a/b.yaml'.matchesGlob('config/jobs/**/*.yaml')", "true"),
    ("'config/jobs/b.yml'.matchesGlob('config/jobs/*.yaml')", "false"),
    ("'{\"a\": [1, 2.5]}'.parseJSON().value()", "{\"a\":[1, 2.500000]}"),
    ("'{'.parseJSON().hasValue()", "false"),
    (
      "flags(job.spec.containers[0].args)",
      "{\"--timeout\":\"90m\", \"--zone\":\"eu\", \"-v\":\"\"}"
    ),
    ("prowDuration('90m') == duration('1h30m')", "true"),
    ("prowDuration('60000000000') == duration('1m')", "true"),
  ])
  func gives(_ expression: String, _ wanted: String) async throws {
    let found = try await value(expression)
    #expect(found == wanted)
  }

  @Test
  func aFieldWithoutTextCantGroup() async throws {
    let found = try await value("jobs.groupedBy('branches').size()")
    #expect(
      found.hasSuffix(
        "policy-invalid: jobs have no field \"branches\" with text to group them by, for job \"unit\""
      ),
      "\(found)"
    )
  }

  @Test
  func aDurationThatIsNoneIsAnError() async throws {
    #expect(
      try await value("prowDuration('1d')").hasSuffix(
        "policy-invalid: \"1d\" is not a duration such as 1h30m, for job \"unit\""
      )
    )
  }
}
