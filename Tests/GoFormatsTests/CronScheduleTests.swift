import GoFormats
import Testing

@Suite("Cron schedules")
struct CronScheduleTests {
  @Test(arguments: [
    "0 5 * * *", "*/15 * * * 1-5", "0 0 0 1 1 6", "? ? ? ? ?", "?/5 * * * *",
    "5/10 * * jan-DEC sun",
    "0 9-17/2 * * Mon,wed,FRI", "0 0 31 2 *", "1,,2 * * * *", ", * * * *", "*-5 * * * *",
    "*-x-y/2 * * * *", "+1 * * * *", "*/99 * * * *", "59-59 23 31 12 6", "00 007 * * *",
    "  0\t5 * \u{2003}* *  ", "0\u{A0}5 * * *", "* * * * */1", "0 0 1 sep *",
  ])
  func areReadAsFields(_ text: String) throws {
    let schedule = try CronSchedule(text)
    #expect(!schedule.isDescriptor)
    #expect(schedule.zone == nil)
  }

  @Test(arguments: [
    ("", "expected 5 or 6 fields, found 0"), ("* * * *", "expected 5 or 6 fields, found 4"),
    ("* * * * * * *", "expected 5 or 6 fields, found 7"),
    ("0 5 * * *, 0 6 * * *", "expected 5 or 6 fields, found 10"),
    ("60 * * * *", "minute \"60\": not within 0-59"),
    ("0 24 * * *", "hour \"24\": not within 0-23"),
    ("0 0 0 * *", "day of month \"0\": not within 1-31"),
    ("0 0 1 13 *", "month \"13\": not within 1-12"),
    ("0 0 * * 7", "day of week \"7\": not within 0-6"),
    ("60 0 0 * * *", "second \"60\": not within 0-59"),
    ("5-61 * * * *", "minute \"5-61\": not within 0-59"),
    ("0 22-6 * * *", "hour \"22-6\": the range ends before it starts"),
    ("* * * * fri-mon", "day of week \"fri-mon\": the range ends before it starts"),
    ("*/0 * * * *", "minute \"*/0\": a step of 0"),
    ("0 1-5/-0 * * *", "hour \"1-5/-0\": a step of 0"),
    ("*/-1 * * * *", "minute \"-1\": a negative number"),
    ("*/ * * * *", "minute \"\": not a number"),
    ("-5 * * * *", "minute \"\": not a number"),
    ("1-2-3 * * * *", "minute \"1-2-3\": too many hyphens"),
    ("1/2/3 * * * *", "minute \"1/2/3\": too many slashes"),
    ("mon * * * *", "minute \"mon\": not a number"),
    ("0 0 * * monday", "day of week \"monday\": not a number"),
    ("99999999999999999999 * * * *", "minute \"99999999999999999999\": not a number"),
    ("L * * * *", "minute \"L\": not a number"), (" @daily", "expected 5 or 6 fields, found 1"),
  ])
  func areRefusedWithAReason(_ text: String, reason: String) {
    #expect(refusal { () throws(FormatError) in try CronSchedule(text) } == reason)
  }

  @Test(
    arguments: [
      ("@yearly", nil), ("@annually", nil), ("@monthly", nil), ("@weekly", nil), ("@daily", nil),
      ("@midnight", nil), ("@hourly", nil), ("@every 2h", 7_200_000_000_000),
      ("@every -1.5s", -1_500_000_000), ("@every 0", 0), ("@every 10ms", 10_000_000),
    ] as [(String, Int64?)]
  )
  func mayBeDescriptors(_ text: String, every: Int64?) throws {
    let schedule = try CronSchedule(text)
    #expect(schedule.isDescriptor)
    #expect(schedule.everyNanoseconds == every)
  }

  @Test(arguments: [
    ("@Daily", "unknown descriptor \"@Daily\""), ("@daily ", "unknown descriptor \"@daily \""),
    ("@reboot", "unknown descriptor \"@reboot\""), ("@every", "unknown descriptor \"@every\""),
    ("@every 1d", "\"1d\" is not a duration such as 90s, 30m or 24h"),
    ("@every  1h", "\" 1h\" is not a duration such as 90s, 30m or 24h"),
    ("@every ", "\"\" is not a duration such as 90s, 30m or 24h"),
  ])
  func areNoDescriptorsOfOtherNames(_ text: String, reason: String) {
    #expect(refusal { () throws(FormatError) in try CronSchedule(text) } == reason)
  }

  @Test(arguments: [
    ("TZ=America/New_York 0 5 * * *", "America/New_York"), ("TZ=UTC @every 1h", "UTC"),
    ("TZ= 0 5 * * *", ""), ("TZ=Local 0 5 * * *", "Local"),
    ("TZ=Asia/Calcutta   @daily  ", "Asia/Calcutta"),
    ("TZ=Etc/GMT+5 0 5 * * *", "Etc/GMT+5"), ("TZ=GB-Eire 0 5 * * *", "GB-Eire"),
    ("TZ=Zulu 0 5 * * *", "Zulu"), ("TZ=Africa/Abidjan 0 5 * * *", "Africa/Abidjan"),
  ])
  func mayNameATimeZone(_ text: String, zone: String) throws {
    #expect(try CronSchedule(text).zone == zone)
  }

  @Test(arguments: [
    ("TZ=utc 0 5 * * *", "3: unknown time zone \"utc\""),
    ("TZ=America 0 5 * * *", "3: unknown time zone \"America\""),
    ("TZ=../UTC 0 5 * * *", "3: unknown time zone \"../UTC\""),
    ("TZ=/UTC 0 5 * * *", "3: unknown time zone \"/UTC\""),
    ("TZ=Asia/\u{212A}arachi 0 5 * * *", "3: unknown time zone \"Asia/\u{212A}arachi\""),
    ("TZ=UTC+1 0 5 * * *", "3: unknown time zone \"UTC+1\""),
    ("TZ=UTC\t0 5 * * *", "3: unknown time zone \"UTC 0\""),
    ("TZ=UTC", "nothing follows the time zone"), ("TZ=UTC  ", "expected 5 or 6 fields, found 0"),
    ("CRON_TZ=UTC 0 5 * * *", "0: the prefix CRON_TZ= is not known, only TZ="),
    (" TZ=UTC 0 5 * * *", "second \"TZ=UTC\": not a number"),
  ])
  func areRefusedForTheirTimeZone(_ text: String, reason: String) {
    #expect(refusal { () throws(FormatError) in try CronSchedule(text) } == reason)
  }
}
