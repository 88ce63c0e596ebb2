internal import CEL
internal import GoFormats

/// A cron line as Prow runs it, in UTC.
final class CronValue: OpaqueValue, CustomStringConvertible {
  private let times: Times
  let description: String

  private enum Times: Hashable {
    case line(CronTimes)
    /// After each other, in seconds; at least one.
    case every(Int64)
  }

  static let type = CELType.opaque("Cron")

  var typeName: String { "Cron" }

  /// - Parameters:
  ///   - text: A cron line.
  ///   - countsSteps: As for `CronTimes`.
  /// - Throws: Why Prow can't run by the line.
  init(_ text: String, countsSteps: Bool) throws(CELError) {
    let short = text.prefix(100)
    let schedule: CronSchedule
    do throws(FormatError) {
      schedule = try CronSchedule(text)
    } catch {
      throw CELError(.evaluation, "\"\(short)\" is not a cron line: \(error.reason)")
    }
    if let zone = schedule.zone {
      throw CELError(
        .evaluation,
        "Prow can't run the cron line \"\(short)\": it puts TZ=UTC before it, and TZ=\(zone) is there"
      )
    }
    description = text
    if let nanoseconds = schedule.everyNanoseconds {
      times = .every(max(1, nanoseconds / 1_000_000_000))
    } else if let line = CronTimes(text, countsSteps: countsSteps) {
      times = .line(line)
    } else {
      throw CELError(.evaluation, "\"\(short)\" is not a cron line")
    }
  }

  /// The first times after another; fewer, or none, if none comes within five years.
  func next(after time: Timestamp, count: Int) -> [Timestamp] {
    let seconds: [Int64] =
      switch times {
      case .line(let line): line.next(after: time.unixSeconds, count: count)
      case .every(let span): (0..<Int64(count)).map { time.unixSeconds + ($0 + 1) * span }
      }
    return seconds.compactMap { Timestamp(unixSeconds: $0) }
  }

  /// The times between one run and the next, in nanoseconds.
  ///
  /// Of a line that is never due, which people write to switch a job off, both are the longest time
  /// that there is: 292 years.
  var gaps: (shortest: Int64, longest: Int64) {
    let gaps: (shortest: Int64, longest: Int64)? =
      switch times {
      case .line(let line): line.gaps
      case .every(let span): (span, span)
      }
    func nanoseconds(_ seconds: Int64) -> Int64 {
      let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
      return overflows ? .max : product
    }
    return gaps.map { (nanoseconds($0.shortest), nanoseconds($0.longest)) } ?? (.max, .max)
  }

  func equals(_ other: Value) -> Bool? {
    guard case .opaque(let value) = other, let other = value as? CronValue else { return nil }
    return times == other.times
  }

  func hash(into hasher: inout Hasher) { hasher.combine(times) }
}
