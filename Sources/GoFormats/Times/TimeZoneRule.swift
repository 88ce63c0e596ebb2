/// When a zone has summer time, year after year, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Source: POSIX, the environment variable TZ, with the hours of RFC 9636.
struct TimeZoneRule {
  private var standard = 0
  private var summer: (offset: Int, start: Day, end: Day)?

  fileprivate struct Day {
    enum Kind { case weekdayOfMonth, withoutLeapDay, ofYear }
    var kind: Kind
    var numbers: [Int]
    /// Seconds after the start of the day.
    var time: Int
  }

  init?(_ text: ArraySlice<UInt8>) {
    var reader = Reader(rest: text)
    guard reader.skipName(), let west = reader.time() else { return nil }
    standard = -west
    guard reader.skipName() else { return }
    let offset =
      reader.rest.first == UInt8(ascii: ",") ? standard + 3_600 : reader.time().map { -$0 }
    guard let offset, let start = reader.day(), let end = reader.day() else { return nil }
    summer = (offset, start, end)
  }

  func offset(at time: Int64) -> Int {
    guard let summer else { return standard }
    let year = CivilTime(unixSeconds: time + Int64(standard)).date.year
    // Both changes are told by the clock that is in use before them.
    let start = summer.start.second(in: year) - Int64(standard)
    let end = summer.end.second(in: year) - Int64(summer.offset)
    let isSummer = start < end ? time >= start && time < end : time >= start || time < end
    return isSummer ? summer.offset : standard
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    /// Letters, or anything in angle brackets.
    mutating func skipName() -> Bool {
      if rest.first == UInt8(ascii: "<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let name = rest.prefix { $0.isLetter }
      rest = rest[name.endIndex...]
      return !name.isEmpty
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { $0.isDigit }.prefix(4)
      rest = rest[digits.endIndex...]
      return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Hours, minutes and seconds, in seconds.
    mutating func time() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3_600
      if take(":") { seconds += (number() ?? 0) * 60 }
      if take(":") { seconds += number() ?? 0 }
      return isNegative ? -seconds : seconds
    }

    mutating func day() -> Day? {
      guard take(",") else { return nil }
      var day = Day(kind: .ofYear, numbers: [], time: 7_200)
      if take("M") { day.kind = .weekdayOfMonth } else if take("J") { day.kind = .withoutLeapDay }
      repeat {
        guard let number = number() else { return nil }
        day.numbers.append(number)
      } while take(".")
      guard day.numbers.count == (day.kind == .weekdayOfMonth ? 3 : 1) else { return nil }
      if day.kind == .weekdayOfMonth, !(1...12).contains(day.numbers[0]) { return nil }
      if take("/") {
        guard let time = time() else { return nil }
        day.time = time
      }
      return day
    }
  }
}

extension TimeZoneRule.Day {
  /// The second of the change, as if the clock were that of UTC.
  fileprivate func second(in year: Int) -> Int64 {
    Int64(day(in: year)) * 86_400 + Int64(time)
  }

  /// Counted from the start of 1970.
  private func day(in year: Int) -> Int {
    let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
    let leapDay = CivilDate.days(in: 2, of: year) == 29 ? 1 : 0
    switch kind {
    case .ofYear: return newYear + numbers[0]
    case .withoutLeapDay: return newYear + numbers[0] - 1 + (numbers[0] >= 60 ? leapDay : 0)
    case .weekdayOfMonth:
      let (month, week, weekday) = (numbers[0], numbers[1], numbers[2])
      let first = CivilDate(year: year, month: month, day: 1).daysSinceEpoch
      // 1 January 1970 was a Thursday.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if day >= CivilDate.days(in: month, of: year) { day -= 7 }
      return first + day
    }
  }
}
