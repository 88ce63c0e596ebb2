/// Seconds since 1970 as RFC 3339 writes them, in UTC.
package enum Timestamp {
  /// `2026-03-01T09:05:07.123456Z`.
  package static func text(_ time: Double) -> String {
    let (date, clock) = parts(time)
    let micros = Int(((time - time.rounded(.down)) * 1_000_000).rounded(.down))
    return "\(date)T\(clock).\(padded(micros, 6))Z"
  }

  /// `2026-03-01 09:05:07`, for people.
  package static func short(_ time: Double) -> String {
    let (date, clock) = parts(time)
    return "\(date) \(clock)"
  }

  private static func parts(_ time: Double) -> (date: String, clock: String) {
    // Times beyond the year 9999 come from broken clocks.
    let seconds = Int(max(0, min(time, 253_402_300_799)).rounded(.down))
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Counted from 1 March of the year 0, so that leap days are at the end of a year.
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (
      "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))",
      "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
    )
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
