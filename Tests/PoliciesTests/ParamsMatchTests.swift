internal import Policies
import Testing

@Suite("Match by lists of params")
struct ParamsMatchTests {
  private static let files = [
    "jobs/a.yaml": "periodics: [{name: a, cluster: build}, {name: b}, {name: c}]\n",
    "policies/table.yaml":
      "jobs: [^a$, ^b$]\nbad:\n- x\n- [1]\npatterns:\n- '('\nnone: []\nword: x\n",
  ]

  private func lines(_ match: String, _ params: String) async throws -> [String] {
    try await Judged(
      PolicyText.own(
        "subject: job\nparams: \(params)\nmatch: {\(match)}\n"
          + "validations: [{expression: \"false\", messageExpression: job.name}]"
      ),
      Self.files
    ).lines
  }

  @Test
  func aListOfParamsIsTaken() async throws {
    expectLines(
      try await lines("jobs: {params: jobs}", "{file: table.yaml}"),
      ["jobs/a.yaml:1:20 policy/own: a", "jobs/a.yaml:1:47 policy/own: b"]
    )
    expectLines(
      try await lines("excludeJobs: {params: own.jobs}", "{values: {own: {jobs: [a, b]}}}"),
      ["jobs/a.yaml:1:58 policy/own: c"]
    )
    expectLines(
      try await lines("clusters: {params: c}", "{values: {c: [build]}}"),
      ["jobs/a.yaml:1:20 policy/own: a"]
    )
  }

  @Test
  func anEmptyListTakesNothing() async throws {
    expectLines(
      try await lines("jobs: {params: none}", "{file: table.yaml}"),
      [
        "policies/own.yaml:3:18 policy-matches-nothing: policy \"own\" judges nothing: its match and conditions take no job"
      ]
    )
  }

  @Test
  func mistakesArePlaced() async throws {
    expectLines(
      try await lines("jobs: {params: jbos}", "{file: table.yaml}"),
      ["policies/own.yaml:8:26 policy-invalid: params have no \"jbos\""]
    )
    expectLines(
      try await lines("jobs: {params: word}", "{file: table.yaml}"),
      [
        "policies/own.yaml:8:26 policy-invalid: \"word\" of params is a single value, and a list is wanted"
      ]
    )
    expectLines(
      try await lines("repos: {params: bad}", "{file: table.yaml}"),
      [
        "policies/table.yaml:4:3 policy-invalid: this is a list, but bad is used as a list of words in policies/own.yaml"
      ]
    )
    expectLines(
      try await lines("jobs: {params: patterns}", "{file: table.yaml}"),
      ["policies/table.yaml:6:3 policy-invalid: the pattern is not valid: missing closing )"]
    )
    expectLines(
      try await lines("jobs: {param: patterns}", "{file: table.yaml}"),
      [
        "policies/own.yaml:8:18 policy-invalid: policies have no field \"param\" here"
      ]
    )
    expectLines(
      try await lines("jobs: {}", "{file: table.yaml}"),
      ["policies/own.yaml:8:17 policy-invalid: the name of a list is missing"]
    )
  }

  @Test
  func exceptionsTakeThemToo() async throws {
    let text = PolicyText.own(
      """
      subject: job
      params: {file: table.yaml}
      validations: [{expression: "false", messageExpression: job.name}]
      exceptions: [{jobs: {params: jobs}, reason: later}]
      """
    )
    let judged = try await Judged(text, Self.files)
    expectLines(judged.lines, ["jobs/a.yaml:1:58 policy/own: c"])
    #expect(judged.outcomes.first?.exceptions == [2])
  }
}
