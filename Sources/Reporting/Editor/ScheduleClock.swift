internal import Formats
internal import GoFormats
internal import Prow

/// When things happen, seen from one time.
struct ScheduleClock {
  /// Seconds since 1970.
  let now: Int64
  /// Prow's, as YYYY-MM-DD.
  let version: String

  /// A cron line in words, and its next three runs.
  func words(on cron: String) -> String {
    switch JobSchedule.cron(cron, now, 3, version) {
    case .cron(let times) where times.isEmpty:
      return "\(sentence(cron))No such time comes within five years."
    case .cron(let times):
      let lines = times.map { "\n- \(CivilTime(unixSeconds: $0).text)" }
      return "\(sentence(cron))The next runs:\n" + lines.joined()
    case .every(let span):
      return "Every \(DurationWords.words(span)), from when Prow reads the line."
    case .broken(let reason): return "Prow can't read this line: \(Markdown.code(reason))"
    case .interval, .minimumInterval: return ""
    }
  }

  /// A sentence such as `At 02:30 every day, in UTC.`, with a blank after it.
  private func sentence(_ cron: String) -> String {
    let times = CronTimes(cron, countsSteps: JobSchedule.countsSteps(version))
    guard let words = times?.words else { return "" }
    return words.prefix(1).uppercased() + words.dropFirst() + ", in UTC. "
  }
}

/// Time spans in words.
enum DurationWords {
  /// `2 hours 30 minutes`; `nil` for what is no duration of Go.
  static func text(_ text: String) -> String? {
    GoDuration(text).map { "\(words($0))." }
  }

  static func words(_ span: GoDuration) -> String {
    let units: [(name: String, nanoseconds: UInt64)] = [
      ("day", 86_400_000_000_000), ("hour", 3_600_000_000_000), ("minute", 60_000_000_000),
      ("second", 1_000_000_000),
    ]
    var rest = span.nanoseconds.magnitude
    var parts: [String] = []
    for unit in units where rest >= unit.nanoseconds {
      let count = rest / unit.nanoseconds
      rest %= unit.nanoseconds
      parts.append(count == 1 ? "1 \(unit.name)" : "\(count) \(unit.name)s")
    }
    if rest > 0 || parts.isEmpty { parts.append(DurationText.text(Int64(rest))) }
    return (span.nanoseconds < 0 ? "minus " : "") + parts.joined(separator: " ")
  }
}
