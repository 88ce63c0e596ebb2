extension CronTimes {
  /// The times in words, such as `at 02:30 on Monday to Friday`; in UTC.
  package var words: String {
    let (days, time) = (self.days, self.time)
    // A time that comes every day needs no day.
    let isOfEachDay = time.hasPrefix("every ") || time.hasSuffix(" of every hour")
    return days == "every day" && isOfEachDay ? time : "\(time) \(days)"
  }

  /// The values of a field, from the lowest on.
  private func listed(_ field: Int) -> [Int] {
    Array(CronField.all[field].bounds).filter { has($0, field) }
  }

  private func isWhole(_ field: Int) -> Bool {
    CronField.all[field].bounds.allSatisfy { has($0, field) }
  }

  // MARK: Times of a day

  private var time: String {
    let (seconds, minutes, hours) = (listed(0), listed(1), listed(2))
    let ofSeconds =
      seconds == [0]
      ? ""
      : isWhole(0) ? "every second " : "at second \(CronTimes.joined(runs(of: seconds))) "
    if isWhole(1), isWhole(2) { return ofSeconds + (isWhole(0) ? "of the day" : "every minute") }
    if minutes.count * hours.count <= 4 {
      let times = hours.flatMap { hour in
        minutes.map { "\(CronTimes.twoDigits(hour)):\(CronTimes.twoDigits($0))" }
      }
      return ofSeconds + "at " + CronTimes.joined(times)
    }
    return ofSeconds + minutePhrase(minutes, hours)
  }

  private func minutePhrase(_ minutes: [Int], _ hours: [Int]) -> String {
    let step = CronTimes.step(of: minutes, 60)
    let ofMinutes =
      if isWhole(1) {
        "every minute"
      } else if let step {
        "every \(step) minutes"
      } else {
        "at minute \(CronTimes.joined(runs(of: minutes)))"
      }
    if isWhole(2) { return step == nil ? ofMinutes + " of every hour" : ofMinutes }
    if let step = CronTimes.step(of: hours, 24), minutes.count == 1 {
      return "every \(step) hours \(ofMinutes)"
    }
    return ofMinutes
      + (hours.count == 1 ? " of hour " : " of the hours ")
      + CronTimes.joined(runs(of: hours))
  }

  /// The step of values that go from 0 on by equal steps, over and over; `nil` for others.
  private static func step(of values: [Int], _ whole: Int) -> Int? {
    guard values.count > 1, values[0] == 0, whole % values[1] == 0, values[1] > 1 else {
      return nil
    }
    return values == Array(stride(from: 0, to: whole, by: values[1])) ? values[1] : nil
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  // MARK: Days

  private var days: String {
    let month = isWhole(4) ? "" : " in " + CronTimes.joined(runs(of: listed(4), CronTimes.months))
    let ofMonth = "day \(CronTimes.joined(runs(of: listed(3)))) of the month"
    // The week starts on Monday.
    let week = listed(5).filter { $0 > 0 } + (has(0, 5) ? [7] : [])
    let ofWeek = CronTimes.joined(runs(of: week, CronTimes.weekdays))
    let days =
      switch (isWhole(3), isWhole(5)) {
      case (true, true): "every day"
      case (true, false): hasStar.day || hasStar.weekday ? "on \(ofWeek)" : "every day"
      case (false, true): hasStar.day || hasStar.weekday ? "on \(ofMonth)" : "every day"
      case (false, false):
        hasStar.day || hasStar.weekday
          ? "on \(ofWeek), if it is \(ofMonth)" : "on \(ofMonth) and on \(ofWeek)"
      }
    return days + month
  }

  private static let months = [
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  // MARK: Lists

  /// Three values or more that follow each other as one: `8 to 18`.
  private func runs(of values: [Int], _ names: [String] = []) -> [String] {
    func name(_ value: Int) -> String { names.isEmpty ? "\(value)" : names[value] }
    var found: [String] = []
    var index = 0
    while index < values.count {
      var end = index
      while end + 1 < values.count, values[end + 1] == values[end] + 1 { end += 1 }
      if end - index < 2 { end = index }
      found.append(
        end == index ? name(values[index]) : "\(name(values[index])) to \(name(values[end]))"
      )
      index = end + 1
    }
    return found
  }

  private static func joined(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
