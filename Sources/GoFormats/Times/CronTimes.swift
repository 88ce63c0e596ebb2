/// The seconds at which a cron line is due, in UTC, as Prow runs all lines.
///
/// Sources: `Next` and `dayMatches` of SpecSchedule in robfig/cron, and `addJob` in pkg/cron/cron.go of
/// Prow.
package struct CronTimes: Sendable {
  /// For each field, seconds first, a bit for each value.
  var values = InlineArray<6, UInt64>(repeating: 0)
  /// Whether a star leaves the days of the month, or those of the week, to the other field.
  var hasStar = (day: false, weekday: false)

  /// `nil` for `@every`, which counts from the time at which Prow reads it, for a line with a time
  /// zone, which Prow can't run, and for what is no cron line.
  ///
  /// `countsSteps`: Whether a star with a step, such as `*/2`, leaves the days to the other field, as
  /// in cron.v2; in v3, which Prow has since May 2026, only a star alone does.
  package init?(_ text: String, countsSteps: Bool) {
    guard let schedule = try? CronSchedule(text), schedule.zone == nil,
      schedule.everyNanoseconds == nil
    else { return nil }
    let line = CronTimes.lines.first { $0.word == text }?.line ?? text
    var (values, hasStar) = (values, hasStar)
    do throws(FormatError) {
      try readFields(Substring(line)) { field, count, piece in
        // A line of five fields has second 0.
        if count == 5 { values[0] = 1 }
        for value in stride(from: piece.start, through: piece.end, by: piece.step) {
          values[field] |= 1 << UInt64(value)
        }
        let leavesDays = piece.isStar && (piece.step == 1 || countsSteps)
        if leavesDays, field == 3 { hasStar.day = true }
        if leavesDays, field == 5 { hasStar.weekday = true }
      }
    } catch {
      return nil
    }
    (self.values, self.hasStar) = (values, hasStar)
  }

  private static let lines: [(word: String, line: String)] = [
    ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"), ("@monthly", "0 0 1 * *"),
    ("@weekly", "0 0 * * 0"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"),
    ("@hourly", "0 * * * *"),
  ]

  /// The minutes of an hour at which it is due, a bit for each.
  package var minutes: UInt64 { values[1] }

  /// The next times, as seconds since 1970; fewer, or none, if none comes within five years.
  package func next(after time: Int64, count: Int) -> [Int64] {
    var times: [Int64] = []
    var time = time
    while times.count < count, let next = next(after: time) {
      times.append(next)
      time = next
    }
    return times
  }

  /// Calls `body` with the start of each minute in which it is due at least once, as seconds since 1970.
  ///
  /// - Parameters:
  ///   - start: The start of a minute.
  ///   - count: How many minutes to look at.
  ///   - body: Gets the minutes in their order.
  package func forEachMinute(from start: Int64, count: Int, _ body: (Int64) -> Void) {
    guard values[0] != 0 else { return }
    let end = start + Int64(count) * 60
    var day = CivilTime(unixSeconds: start).date.daysSinceEpoch
    while Int64(day) * 86_400 < end {
      defer { day += 1 }
      let date = CivilDate(daysSinceEpoch: day)
      guard isDue(on: date, weekday: ((day + 4) % 7 + 7) % 7) else { continue }
      for hour in 0..<24 where has(hour, 2) {
        for minute in 0..<60 where has(minute, 1) {
          let time = Int64(day) * 86_400 + Int64(hour * 60 + minute) * 60
          if time >= start, time < end { body(time) }
        }
      }
    }
  }

  private func next(after time: Int64) -> Int64? {
    let start = CivilTime(unixSeconds: time + 1)
    let lastYear = start.date.year + 5
    var day = start.date.daysSinceEpoch
    var from = start.secondOfDay
    while case let date = CivilDate(daysSinceEpoch: day), date.year <= lastYear {
      if isDue(on: date, weekday: ((day + 4) % 7 + 7) % 7), let second = second(from: from) {
        return Int64(day) * 86_400 + Int64(second)
      }
      (day, from) = (day + 1, 0)
    }
    return nil
  }

  func isDue(on date: CivilDate, weekday: Int) -> Bool {
    guard has(date.month, 4) else { return false }
    let (isDay, isWeekday) = (has(date.day, 3), has(weekday, 5))
    return hasStar.day || hasStar.weekday ? isDay && isWeekday : isDay || isWeekday
  }

  /// The first second of a day that is due, not before another.
  func second(from first: Int) -> Int? {
    for hour in (first / 3_600)..<24 where has(hour, 2) {
      for minute in 0..<60 where has(minute, 1) {
        for second in 0..<60 where has(second, 0) {
          let second = (hour * 60 + minute) * 60 + second
          if second >= first { return second }
        }
      }
    }
    return nil
  }

  func has(_ value: Int, _ field: Int) -> Bool { values[field] >> UInt64(value) & 1 == 1 }
}
