package import GoFormats
package import YAML

/// When Prow starts a periodic.
///
/// Sources: Prow, `sync` in cmd/horologium/main.go, and `addJob` in pkg/cron/cron.go.
package struct JobSchedule: Sendable {
  package let kind: Kind
  /// What is written.
  package let text: String
  /// The value of `cron`, `interval` or `minimum_interval`.
  package let node: Node

  package enum Kind: Sendable {
    /// At the next times, as seconds since 1970; none if none comes within five years.
    case cron(next: [Int64])
    /// From when Prow reads the line: the first run at once, the others after the span.
    case every(GoDuration)
    /// So long after the last run has started, once it has ended.
    case interval(GoDuration)
    /// So long after the last run has ended.
    case minimumInterval(GoDuration)
    /// A value that Prow can't run by.
    case broken(reason: String)
  }

  /// `nil` for jobs without a schedule.
  ///
  /// - Parameters:
  ///   - job: Any job.
  ///   - now: The time from which runs are looked for, as seconds since 1970.
  ///   - count: How many.
  ///   - version: Prow's, as YYYY-MM-DD.
  package init?(_ job: Job, after now: Int64, count: Int, version: String) {
    let fields: [Field] = [.cron, .interval, .minimumInterval]
    guard job.kind == .periodic,
      let field = fields.first(where: { job[$0].map { !$0.isEmpty } ?? false }),
      let node = job[field]
    else { return nil }
    self.node = node
    text = node.convertedText
    if field == .cron {
      kind = JobSchedule.cron(text, now, count, version)
    } else if let duration = GoDuration(text) {
      kind = field == .interval ? .interval(duration) : .minimumInterval(duration)
    } else {
      kind = .broken(reason: "it is not a duration such as 90s, 30m or 24h")
    }
  }

  /// When a cron line comes next, as for a periodic that has it.
  package static func cron(
    _ text: String,
    _ now: Int64,
    _ count: Int,
    _ version: String
  ) -> Kind {
    let schedule: CronSchedule
    do throws(FormatError) {
      schedule = try CronSchedule(text)
    } catch {
      return .broken(reason: error.reason)
    }
    if schedule.zone != nil {
      return .broken(reason: "Prow puts TZ=UTC before it, and can't run a line with two zones")
    }
    if let nanoseconds = schedule.everyNanoseconds, let span = GoDuration("\(nanoseconds)ns") {
      return .every(span)
    }
    let times = CronTimes(text, countsSteps: countsSteps(version))
    return .cron(next: times?.next(after: now, count: count) ?? [])
  }

  /// Whether a star with a step counts as a star in a cron line: Prow has cron v3, where it does not, since
  /// May 2026.
  ///
  /// `version`: Prow's, as YYYY-MM-DD.
  package static func countsSteps(_ version: String) -> Bool { version < "2026-05-21" }
}
