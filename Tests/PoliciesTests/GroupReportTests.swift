import Testing

@Suite("What a policy reports of a group")
struct GroupReportTests {
  private static let jobs =
    "periodics:\n- {name: a, cluster: x}\n- {name: b, cluster: x}\n- {name: c, cluster: y}\n"
    + "- {name: d, cluster: x}\n"

  private func lines(_ rest: String, files: [String: String] = [:]) async throws -> [String] {
    let text = PolicyText.own(
      "subject: job\ngroupBy: job.cluster\nvalidations:\n- expression: group.members.size() == 1\n"
        + "  message: alone\n" + rest
    )
    return try await Judged(text, ["jobs.yaml": Self.jobs].merging(files) { $1 }).lines
  }

  @Test
  func eachMemberUnlessAGroupIsAskedFor() async throws {
    let each = try await lines("  at: job.name")
    #expect(each.filter { !$0.hasPrefix(" ") }.count == 3)
    expectLines(
      try await lines("  report: group\n  at: job.cluster"),
      [
        "jobs.yaml:2:22 policy/own: alone",
        "  jobs.yaml:3:10 another one of the group is here",
        "  jobs.yaml:5:10 another one of the group is here",
      ]
    )
  }

  @Test
  func membersOfExceptionsAreLeftOut() async throws {
    let exception = "exceptions: [{jobs: [^a$], reason: old}]"
    expectLines(
      try await lines("  report: group\n" + exception),
      ["jobs.yaml:3:10 policy/own: alone", "  jobs.yaml:5:10 another one of the group is here"]
    )
    expectLines(
      try await lines("  report: group\nexceptions: [{paths: [jobs.yaml], reason: old}]"),
      []
    )
  }

  @Test
  func manyMembersAreCounted() async throws {
    let jobs = (1...30).map { "- {name: j\($0), cluster: x}\n" }.joined()
    let found = try await lines("  report: group", files: ["jobs.yaml": "periodics:\n" + jobs])
    #expect(found.count == 21)
    #expect(
      found.last == "  jobs.yaml:22:10 another one of the group is here; 9 more are not shown"
    )
  }

  @Test
  func withoutGroupsThereIsNothingToReport() async throws {
    expectLines(
      try await Judged(
        PolicyText.own(
          "subject: job\nvalidations:\n- expression: \"true\"\n  report: group\n"
        ),
        ["jobs.yaml": Self.jobs]
      ).lines,
      [
        "policies/own.yaml:9:13 policy-invalid: report says what is found of a group, and the policy has no groupBy"
      ]
    )
  }
}
