import Testing

@Suite("Functions of policies: cron lines and versions")
struct ScheduleFunctionTests {
  /// The text of an expression over all.
  private func value(_ expression: String) async throws -> String {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: all
        validations:
        - expression: "false"
          messageExpression: >-
            '%s'.format([\(expression)])
        """
      ),
      ["jobs.yaml": "periodics:\n- {name: nightly}\n"]
    )
    return judged.lines.joined(separator: "\n")
      .replacing("policies/own.yaml:3:18 policy/own: ", with: "")
  }

  private static let start = "timestamp('2026-02-27T23:00:00Z')"

  @Test(arguments: [
    (
      "cron('30 2 * * 1-5').next(\(start), 2)",
      #"[timestamp("2026-03-02T02:30:00Z"), timestamp("2026-03-03T02:30:00Z")]"#
    ),
    (
      "cron('@every 36h').next(\(start), 2)",
      #"[timestamp("2026-03-01T11:00:00Z"), timestamp("2026-03-02T23:00:00Z")]"#
    ),
    ("cron('0 0 30 2 *').next(\(start), 2)", "[]"),
    ("cron('@hourly').next(\(start), 0)", "[]"),
    ("cron('30 2 * * 1-5').shortestGap()", "86400s"),
    ("cron('30 2 * * 1-5').longestGap()", "259200s"),
    ("cron('0 6,18 * * *').shortestGap() == duration('12h')", "true"),
    ("cron('0 6,9 * * *').longestGap() == duration('21h')", "true"),
    ("cron('0 0 29 2 *').longestGap() == duration('35064h')", "true"),
    ("cron('0 0 31 2 *').shortestGap() > duration('800000h')", "true"),
    ("cron('*/15 * * * *').longestGap() <= duration('15m')", "true"),
    ("cron('@every 90m').shortestGap() == duration('1h30m')", "true"),
    ("cron('0 1 * * mon') == cron('00 1 * * 1')", "true"),
    ("cron('@daily') == cron('0 0 * * *')", "true"),
    ("cron('@daily') == cron('1 0 * * *')", "false"),
    ("isCron('0 1 * * mon')", "true"),
    ("isCron('0 1 * *')", "false"),
    ("isCron('TZ=Asia/Tokyo 0 1 * * *')", "false"),
    (
      "['1.9', '1.10', 'v1.2.3', '1.10.0-rc.1'].sortedVersions()",
      #"["v1.2.3", "1.9", "1.10.0-rc.1", "1.10"]"#
    ),
    ("['1.9', '1.10', '1.2'].maxVersion()", "1.10"),
    ("['v1.0.0', '1.0'].maxVersion()", "1.0"),
    ("[].sortedVersions()", "[]"),
  ])
  func gives(_ expression: String, _ wanted: String) async throws {
    let found = try await value(expression)
    #expect(found == wanted)
  }

  @Test(arguments: [
    (
      "cron('0 1 * *').shortestGap()",
      #""0 1 * *" is not a cron line: expected 5 or 6 fields, found 4"#
    ),
    (
      "cron('TZ=UTC 0 1 * * *').shortestGap()",
      #"Prow can't run the cron line "TZ=UTC 0 1 * * *": it puts TZ=UTC before it, and TZ=UTC is there"#
    ),
    ("cron('@daily').next(\(start), 1001)", "next gives up to 1000 times, not 1001"),
    ("[].maxVersion()", "maxVersion called on an empty list"),
    ("['main'].maxVersion()", #""main" is not a version such as 1.10 or v1.2.3"#),
  ])
  func isAnError(_ expression: String, _ message: String) async throws {
    let found = try await value(expression)
    #expect(found.hasSuffix("policy-invalid: \(message)"), "\(found)")
  }

  @Test
  func stepsCountAsTheProwOfTheSettingsHasThem() async throws {
    // The library that Prow had until May 2026 takes */2 for a star, and the days then must both fit.
    #expect(
      try await value("cron('0 0 */2 * 1').next(\(Self.start), 2)")
        == #"[timestamp("2026-03-09T00:00:00Z"), timestamp("2026-03-23T00:00:00Z")]"#
    )
  }
}
