import GoFormats
import Testing

@Suite("Times of cron lines")
struct CronTimesTests {
  /// A Monday.
  private static let now = "2026-03-02T08:00:00Z"

  private func next(_ line: String, countsSteps: Bool = true) throws -> [String] {
    let times = try #require(CronTimes(line, countsSteps: countsSteps))
    let now = try #require(GoTime(CronTimesTests.now)).unixSeconds
    return times.next(after: now, count: 3).map { CivilTime(unixSeconds: $0).rfc3339 }
  }

  @Test(
    arguments: [
      ("30 2 * * 1-5", ["2026-03-03T02:30:00Z", "2026-03-04T02:30:00Z", "2026-03-05T02:30:00Z"]),
      ("*/15 * * * *", ["2026-03-02T08:15:00Z", "2026-03-02T08:30:00Z", "2026-03-02T08:45:00Z"]),
      ("5/20 * * * *", ["2026-03-02T08:05:00Z", "2026-03-02T08:25:00Z", "2026-03-02T08:45:00Z"]),
      // The time itself is not one that comes after it.
      ("0 8 * * *", ["2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z", "2026-03-05T08:00:00Z"]),
      ("0 0 31 * *", ["2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z", "2026-07-31T00:00:00Z"]),
      ("0 0 29 2 *", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z", "2036-02-29T00:00:00Z"]),
      // Nothing is looked for beyond five years.
      ("0 0 31 2 *", []),
      (", * * * *", []),
      // Either of the days does where both are named.
      ("0 12 13 * 5", ["2026-03-06T12:00:00Z", "2026-03-13T12:00:00Z", "2026-03-20T12:00:00Z"]),
      ("10 0 23 * * *", ["2026-03-02T23:00:10Z", "2026-03-03T23:00:10Z", "2026-03-04T23:00:10Z"]),
      (
        "0 9-17/4 * * Mon,wed",
        ["2026-03-02T09:00:00Z", "2026-03-02T13:00:00Z", "2026-03-02T17:00:00Z"]
      ),
      ("@weekly", ["2026-03-08T00:00:00Z", "2026-03-15T00:00:00Z", "2026-03-22T00:00:00Z"]),
      ("@yearly", ["2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "2029-01-01T00:00:00Z"]),
      ("@hourly", ["2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z"]),
    ] as [(String, [String])]
  )
  func comeInOrder(_ line: String, _ expected: [String]) throws {
    #expect(try next(line) == expected)
  }

  @Test
  func aStarWithAStepLeavesTheDaysToTheOtherFieldInTheOlderLibraryOnly() throws {
    let line = "0 12 */2 * 1"
    #expect(
      try next(line, countsSteps: true) == [
        "2026-03-09T12:00:00Z", "2026-03-23T12:00:00Z", "2026-04-13T12:00:00Z",
      ]
    )
    #expect(
      try next(line, countsSteps: false) == [
        "2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z", "2026-03-05T12:00:00Z",
      ]
    )
  }

  @Test(arguments: ["@every 2h", "TZ=UTC 0 5 * * *", "0 5 * *", "@never"])
  func areNotKnownOfEveryLine(_ line: String) {
    #expect(CronTimes(line, countsSteps: true) == nil)
  }

  @Test(
    arguments: [
      (0, "Thu 1970-01-01 00:00 UTC", "1970-01-01T00:00:00Z"),
      (-1, "Wed 1969-12-31 23:59:59 UTC", "1969-12-31T23:59:59Z"),
      (951_782_400, "Tue 2000-02-29 00:00 UTC", "2000-02-29T00:00:00Z"),
      (4_107_542_399, "Sun 2100-02-28 23:59:59 UTC", "2100-02-28T23:59:59Z"),
      (4_107_542_400, "Mon 2100-03-01 00:00 UTC", "2100-03-01T00:00:00Z"),
      (-62_167_219_200, "Sat 0000-01-01 00:00 UTC", "0000-01-01T00:00:00Z"),
    ] as [(Int64, String, String)]
  )
  func areWrittenForPeopleAndPrograms(_ seconds: Int64, _ text: String, _ rfc3339: String) {
    let time = CivilTime(unixSeconds: seconds)
    #expect(time.text == text)
    #expect(time.rfc3339 == rfc3339)
    #expect(GoTime(rfc3339)?.unixSeconds == seconds)
  }
}
