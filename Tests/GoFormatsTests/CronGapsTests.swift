import GoFormats
import Testing

@Suite("Times between two runs of a cron line")
struct CronGapsTests {
  private static let (hour, day): (Int64, Int64) = (3_600, 86_400)

  @Test(
    arguments: [
      ("* * * * *", 60, 60),
      ("*/7 * * * *", 4 * 60, 7 * 60),
      ("0 0 * * *", day, day),
      ("0 6,9 * * *", 3 * hour, 21 * hour),
      ("30 2 * * 1-5", day, 3 * day),
      ("0 0 * * 0", 7 * day, 7 * day),
      ("0 0 1 * *", 28 * day, 31 * day),
      ("0 0 31 * *", 31 * day, 61 * day),
      ("0 0 29 2 *", 1_461 * day, 1_461 * day),
      ("59 23 31 12 *", 365 * day, 366 * day),
      ("10,40 0 0 1 1 *", 30, 366 * day - 30),
    ] as [(String, Int64, Int64)]
  )
  func areTheShortestAndTheLongest(_ line: String, _ shortest: Int64, _ longest: Int64) throws {
    let times = try #require(CronTimes(line, countsSteps: false))
    let gaps = try #require(times.gaps)
    #expect(gaps.shortest == shortest)
    #expect(gaps.longest == longest)
  }

  @Test
  func ofALineThatIsNeverDueThereAreNone() throws {
    let times = try #require(CronTimes("0 0 30 2 *", countsSteps: false))
    #expect(times.gaps == nil)
  }

  @Test
  func linesAreEqualIfTheyAreDueAtTheSameTimes() {
    func times(_ line: String) -> CronTimes? { CronTimes(line, countsSteps: false) }
    #expect(times("@weekly") == times("0 0 * * sun"))
    #expect(times("0-59/30 * * * *") == times("0,30 * * * *"))
    // With both fields of days, one of them is enough; with a star, both must fit.
    #expect(times("0 0 1-31 * 1") != times("0 0 * * 1"))
  }
}
