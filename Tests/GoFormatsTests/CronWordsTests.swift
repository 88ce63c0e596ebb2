import GoFormats
import Testing

@Suite("Cron lines in words")
struct CronWordsTests {
  @Test(arguments: [
    ("* * * * *", "every minute"),
    ("*/15 * * * *", "every 15 minutes"),
    ("30 * * * *", "at minute 30 of every hour"),
    ("@hourly", "at minute 0 of every hour"),
    ("@weekly", "at 00:00 on Sunday"),
    ("0 4 * * *", "at 04:00 every day"),
    ("0 4,16 * * 1-5", "at 04:00 and 16:00 on Monday to Friday"),
    ("5,35 9 * * sat,sun", "at 09:05 and 09:35 on Saturday and Sunday"),
    ("0 */2 * * *", "every 2 hours at minute 0"),
    ("0 */6 * * *", "at 00:00, 06:00, 12:00 and 18:00 every day"),
    ("*/10 8-18 * * *", "every 10 minutes of the hours 8 to 18"),
    ("* 3 * * *", "every minute of hour 3"),
    ("1,2,3,7,9 5 * * *", "at minute 1 to 3, 7 and 9 of hour 5 every day"),
    ("0 0 1,15 * *", "at 00:00 on day 1 and 15 of the month"),
    ("0 0 13 * 5", "at 00:00 on day 13 of the month and on Friday"),
    ("0 0 1 1,6-8 *", "at 00:00 on day 1 of the month in January and June to August"),
    ("0 0 * 2 *", "at 00:00 every day in February"),
    ("0 0 1-31 * 5", "at 00:00 every day"),
    (
      "0 0 */2 * 5",
      "at 00:00 on day 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29 and 31 of the month and on Friday"
    ),
    ("30 0 4 * * *", "at second 30 at 04:00 every day"),
  ])
  func aLineSaysWhenItIsDue(_ line: String, _ words: String) throws {
    // As in cron v3, where a star with a step leaves no day to the other field.
    let times = try #require(CronTimes(line, countsSteps: false))
    #expect(times.words == words)
  }

  @Test
  func aStarWithAStepLeavesTheDaysToTheWeekBeforeVersion3() throws {
    let times = try #require(CronTimes("0 0 */10 * 5", countsSteps: true))
    #expect(times.words == "at 00:00 on Friday, if it is day 1, 11, 21 and 31 of the month")
  }
}
