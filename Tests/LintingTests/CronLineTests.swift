import Testing
import YAML

@testable import Linting

/// The quick looks at a cron line must not pass over what the closer ones find.
@Suite("Cron lines")
struct CronLineTests {
  private static let minutes = ["0", "*", "*/7", "*/15", "5/20", "0-59/9", "1,*/8", "*/1", "?"]
  private static let hours = ["0", "*", "*/5", "*/9", "*/12", "0-23/7", "3,*/10"]
  private static let days = ["*", "1", "*/2", "*/9", "1-7"]
  private static let weekdays = ["*", "1", "1-5", "*/2", "*/3"]

  @Test
  func noUnevenStepIsPassedOver() {
    var uneven = 0
    for line in Self.lines {
      guard CronLine(line)?.unevenStep != nil else { continue }
      uneven += 1
      let isLookedAt = line.withText(CronLine.mayHaveUnevenStep)
      #expect(isLookedAt, "\(line)")
    }
    #expect(uneven > 500)
    #expect(!"0 */6 * * *".withText(CronLine.mayHaveUnevenStep))
    #expect(!"*/15 3 * * 1".withText(CronLine.mayHaveUnevenStep))
  }

  @Test
  func noLineThatRunsEachMinuteOrOnBothDaysIsPassedOver() {
    var doubtful = 0
    for line in Self.lines {
      guard let cron = CronLine(line),
        cron.minute.isEvery || !cron.day.hasStar && !cron.weekday.hasStar
      else { continue }
      doubtful += 1
      let isOrdinary = line.withText(CronLine.isOrdinary)
      #expect(!isOrdinary, "\(line)")
    }
    #expect(doubtful > 300)
    #expect("*/15 3 * * 1".withText(CronLine.isOrdinary))
  }

  private static var lines: [String] {
    var lines: [String] = []
    for minute in minutes {
      for hour in hours {
        for day in days {
          for weekday in weekdays {
            lines.append("\(minute) \(hour) \(day) * \(weekday)")
            lines.append("0 \(minute) \(hour) \(day) * \(weekday)")
          }
        }
      }
    }
    return lines
  }
}

extension String {
  fileprivate func withText(_ body: (Text) -> Bool) -> Bool {
    var copy = self
    return copy.withUTF8 { body(Text($0)) }
  }
}
