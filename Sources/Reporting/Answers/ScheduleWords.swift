internal import Formats
internal import GoFormats
internal import Prow
internal import YAML

/// When a periodic runs, in words.
struct ScheduleWords {
  private let places: PlaceWords

  init(_ places: PlaceWords) { self.places = places }

  func add(_ schedule: JobSchedule?, of job: Job, to sheet: inout Sheet) {
    guard let schedule else {
      sheet.add("runs", SheetLine("never").styled(.bad) + ": it has no cron and no interval")
      return
    }
    sheet.add("runs", line(schedule))
    switch schedule.kind {
    case .cron(let times):
      sheet.add("next", times.map { "\(CivilTime(unixSeconds: $0).text)" })
      if times.isEmpty { break }
      sheet.add("but", "not while the last run still goes: that time is then left out")
    case .interval, .minimumInterval: sheet.add("first", "at once, if Prow knows of no run")
    case .every, .broken: break
    }
    sheet.add("retries", retryLine(of: job))
    sheet.add("plugin", "none: horologium starts it")
  }

  /// One line, with the place.
  func line(_ schedule: JobSchedule) -> SheetLine {
    let place = places.bracketed(schedule.node)
    switch schedule.kind {
    case .cron(let times):
      let never: SheetLine = times.isEmpty ? ", and no such day comes within five years" : ""
      return "by the clock, in UTC: cron \(schedule.text)" + place + never
    case .every(let span):
      return "every \(ScheduleWords.text(span)), from when Prow reads the line" + place
        + ", and at once then"
    case .interval(let span):
      return "\(ScheduleWords.text(span)) after the last run started, once it has ended" + place
    case .minimumInterval(let span):
      return "\(ScheduleWords.text(span)) after the last run ended" + place
    case .broken(let reason):
      return SheetLine("never").styled(.bad) + ": \(schedule.text)" + place + ": \(reason)"
    }
  }

  /// Without the zeros at its end that Go prints: `6h`.
  static func text(_ span: GoDuration) -> String {
    var text = DurationText.text(span.nanoseconds)
    if text.hasSuffix("m0s") { text.removeLast(2) }
    if text.hasSuffix("h0m") { text.removeLast(2) }
    return text
  }

  private func retryLine(of job: Job) -> SheetLine {
    guard let retry = job[.retry], let attempts = retry["attempts"]?.wholeNumber else { return "" }
    let which: SheetLine = retry["run_all"]?.bool == true ? "every run" : "a run that fails"
    let span = retry[.interval].flatMap { GoDuration($0.convertedText) }.map(ScheduleWords.text)
    return which
      + " is repeated up to \(Int(attempts)) times, \(span ?? "a while") after it started"
      + places.bracketed(job.key(.retry))
  }
}
