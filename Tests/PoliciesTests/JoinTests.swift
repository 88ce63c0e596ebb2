import Testing

@Suite("Joins of jobs and presets")
struct JoinTests {
  private static let files = [
    "jobs/a.yaml": """
    presubmits:
      acme/rocket:
      - {name: unit, labels: {preset-x: "true"}, spec: {containers: [{}]}}
      - {name: unit}
      - {name: unit}
    periodics:
    - {name: nightly, labels: {preset-x: "true"}, spec: {containers: [{}]}}
    """,
    "config.yaml": """
    presets:
    - labels: {preset-x: "true"}
      env: [{name: A, value: b}]
    - labels: {preset-y: "true"}
      env: [{name: A, value: b}]
    """,
  ]

  /// The messages of what is found, a text for each job.
  private func messages(_ expression: String, subject: String = "job") async throws -> [String] {
    let judged = try await Judged(
      PolicyText.own(
        "subject: \(subject)\nvalidations: [{expression: \"false\", messageExpression: \"\(expression)\"}]"
      ),
      Self.files
    )
    return judged.lines.map {
      String($0[($0.firstRange(of: ": ")?.upperBound ?? $0.startIndex)...])
    }
  }

  @Test
  func aJobIsEqualToItselfAlone() async throws {
    // Two jobs are written the same way.
    #expect(
      try await messages("string(jobs.filter(j, j == job).size())") == ["1", "1", "1", "1"]
    )
    #expect(
      try await messages("string(jobs.filter(j, j != job && j.name == job.name).size())")
        == ["2", "2", "2", "0"]
    )
    #expect(try await messages("string(job in jobs)") == ["true", "true", "true", "true"])
    #expect(try await messages("string((jobs + jobs).distinct().size())").first == "4")
  }

  @Test
  func aPresetIsEqualToItselfAlone() async throws {
    #expect(
      try await messages("string(presets.filter(p, p == preset).size())", subject: "preset")
        == ["1", "1"]
    )
    #expect(
      try await messages("string(presets.exists(p, p in job.presets))")
        == ["true", "false", "false", "true"]
    )
  }

  @Test
  func jobsAndPresetsKnowTheirLines() async throws {
    #expect(
      try await messages("job.file + ':' + string(job.line)")
        == ["jobs/a.yaml:3", "jobs/a.yaml:4", "jobs/a.yaml:5", "jobs/a.yaml:7"]
    )
    #expect(
      try await messages("preset.file + ':' + string(preset.line)", subject: "preset")
        == ["config.yaml:2", "config.yaml:4"]
    )
  }

  @Test
  func groupsHaveAnyKeys() async throws {
    #expect(
      try await messages(
        "jobs.groupedBy(j, j.kind + ' ' + j.repo).map(k, k).join('; ')",
        subject: "all"
      ) == ["presubmit acme/rocket; periodic "]
    )
    #expect(
      try await messages(
        "string(jobs.groupedBy(j, j.presets.size())[0].size()) + string(jobs.groupedBy(j, j.always_run)[false].size())",
        subject: "all"
      ) == ["24"]
    )
  }

  @Test
  func theKeyOfAGroupIsChecked() async throws {
    #expect(
      try await messages("string(jobs.groupedBy(j, j.branches).size())", subject: "all") == [
        "the key of a group is a string, an int or a bool, but this is of type list(string)"
      ]
    )
    #expect(
      try await messages("string(jobs.groupedBy(j, dyn(j.branches)).size())", subject: "all") == [
        "the key of a group is a string, an int or a bool, but this is of type list"
      ]
    )
  }
}
