/// A day of the calendar that is used for years before its start, too.
package struct CivilDate: Sendable, Hashable {
  package let year: Int
  /// From 1.
  package let month: Int
  /// From 1.
  package let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// `days`: Counted from the start of 1970.
  package init(daysSinceEpoch days: Int) {
    // Years begin in March, so that the day that a leap year adds comes last; eras have 400 years.
    let shifted = days + CivilDate.daysBefore1970
    let era = (shifted >= 0 ? shifted : shifted - CivilDate.daysOfEra + 1) / CivilDate.daysOfEra
    let dayOfEra = shifted - era * CivilDate.daysOfEra
    let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  private static let daysOfEra = 146_097
  /// From 1 March of year 0.
  private static let daysBefore1970 = 719_468

  /// Counted from the start of 1970.
  var daysSinceEpoch: Int {
    // One era ahead: year 0 then needs no care for negative numbers.
    let marchYear = (month <= 2 ? year - 1 : year) + 400
    let marchMonth = (month + 9) % 12
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return marchYear * 365 + leapDays + dayOfYear - CivilDate.daysBefore1970
      - CivilDate.daysOfEra
  }

  /// From 0 for 1 January.
  package var dayOfYear: Int {
    daysSinceEpoch - CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

/// A second in UTC, as people write it.
package struct CivilTime: Sendable, Hashable {
  package let date: CivilDate
  /// From 0 for Sunday.
  package let weekday: Int
  /// From 0.
  package let secondOfDay: Int

  package init(unixSeconds: Int64) {
    let day = Int(unixSeconds >= 0 ? unixSeconds / 86_400 : (unixSeconds - 86_399) / 86_400)
    date = CivilDate(daysSinceEpoch: day)
    secondOfDay = Int(unixSeconds) - day * 86_400
    // 1 January 1970 was a Thursday.
    weekday = ((day + 4) % 7 + 7) % 7
  }

  /// `Tue 2026-03-03 02:30 UTC`; with seconds where there are some.
  package var text: String {
    let (minutes, seconds) = (secondOfDay / 60, secondOfDay % 60)
    let clock =
      "\(pair(minutes / 60)):\(pair(minutes % 60))" + (seconds > 0 ? ":\(pair(seconds))" : "")
    return "\(CivilTime.weekdays[weekday]) \(dateText) \(clock) UTC"
  }

  /// As RFC 3339 writes it.
  package var rfc3339: String {
    let (minutes, seconds) = (secondOfDay / 60, secondOfDay % 60)
    return "\(dateText)T\(pair(minutes / 60)):\(pair(minutes % 60)):\(pair(seconds))Z"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  private var dateText: String {
    let year = String(date.year)
    let zeros = String(repeating: "0", count: max(0, 4 - year.count))
    return "\(zeros)\(year)-\(pair(date.month))-\(pair(date.day))"
  }

  private func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
