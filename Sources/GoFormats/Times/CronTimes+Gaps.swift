extension CronTimes {
  /// The shortest and the longest time between two times that are due, in seconds.
  ///
  /// Over all years from 1901 to 2099, whose calendars repeat after 28. `nil` for a line that is never
  /// due, such as one for 30 February.
  package var gaps: (shortest: Int64, longest: Int64)? {
    let days = dueDays
    guard let first = second(from: 0), !days.isEmpty else { return nil }
    let within = gapsOfDay
    let overNight = Int64(86_400 - within.last + first)
    var shortest = within.shortest ?? .max
    var longest = within.longest ?? 0
    for (day, next) in zip(days, days.dropFirst() + [days[0] + CronTimes.cycle]) {
      let gap = overNight + Int64(next - day - 1) * 86_400
      shortest = min(shortest, gap)
      longest = max(longest, gap)
    }
    return (shortest, longest)
  }

  /// Days after which the calendar repeats: 28 years.
  private static let cycle = 10_227

  /// The days that are due in such a time, from 1970 on.
  private var dueDays: [Int] {
    (0..<CronTimes.cycle).filter { day in
      isDue(on: CivilDate(daysSinceEpoch: day), weekday: (day + 4) % 7)
    }
  }

  /// The times between two runs of one day, and the second of its last run.
  private var gapsOfDay: (shortest: Int64?, longest: Int64?, last: Int) {
    var (shortest, longest): (Int64?, Int64?) = (nil, nil)
    var last: Int?
    for hour in 0..<24 where has(hour, 2) {
      for minute in 0..<60 where has(minute, 1) {
        for second in 0..<60 where has(second, 0) {
          let second = (hour * 60 + minute) * 60 + second
          if let last {
            let gap = Int64(second - last)
            shortest = min(shortest ?? gap, gap)
            longest = max(longest ?? gap, gap)
          }
          last = second
        }
      }
    }
    return (shortest, longest, last ?? 0)
  }
}

extension CronTimes: Hashable {
  /// Whether two lines are due at the same times.
  package static func == (left: CronTimes, right: CronTimes) -> Bool {
    left.values.indices.allSatisfy { left.values[$0] == right.values[$0] }
      && left.needsBothDays == right.needsBothDays
  }

  package func hash(into hasher: inout Hasher) {
    for index in values.indices { hasher.combine(values[index]) }
  }

  private var needsBothDays: Bool { hasStar.day || hasStar.weekday }
}
