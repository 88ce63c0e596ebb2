internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// When periodics run.
  static let periodics: [Rule] = [
    schedule, invalidCron, invalidInterval, retryInterval, cronAtRunTime,
  ]

  static let schedule = Rule(
    id: "schedule",
    summary: "a periodic has no schedule, or several",
    why: "A periodic has exactly one of cron, interval and minimum_interval. Prow refuses the "
      + "whole config otherwise.",
    help: "keep one of cron, interval and minimum_interval",
    source: "Prow, `validatePeriodics` in pkg/config/config.go",
    bad: .periodic("name: nightly\ncron: '0 2 * * *'\ninterval: 24h\n" + Rule.tail),
    good: .periodic("name: nightly\ncron: '0 2 * * *'\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind == .periodic else { return }
      let fields = [Field.cron, .interval, .minimumInterval].filter {
        job.job[$0].map { !$0.isEmpty } ?? false
      }
      guard let first = fields.first else {
        return report(
          "the periodic has none of cron, interval and minimum_interval",
          at: job.job.nameNode,
          help: "add one of them, such as interval: 24h"
        )
      }
      guard fields.count > 1 else { return }
      report(
        "the periodic has \(Words.list(fields.map(\.name)))",
        at: job.job.key(fields[1]),
        help: "keep one of them",
        related: [(job.job.key(first), "the first one")]
      )
    }
  )

  static let invalidCron = Rule(
    id: "invalid-cron",
    summary: "a cron line is not one that Prow can read",
    why: "Five fields (minute, hour, day, month, weekday) or six with seconds first, or a word "
      + "such as @daily. Sunday is 0, not 7. Prow refuses the whole config.",
    help: "write five fields, such as 0 2 * * *, or a word such as @daily",
    source: "Prow, `validatePeriodics` in pkg/config/config.go",
    bad: .periodic("name: weekly\ncron: '0 2 * * 7'\n" + Rule.tail),
    good: .periodic("name: weekly\ncron: '0 2 * * 0'\n" + Rule.tail),
    fix: .safe,
    check: .job { job, report in
      guard job.hasOneSchedule, let node = job.job[.cron], node.isScalar, !node.isEmpty else {
        return
      }
      do throws(FormatError) {
        _ = try CronSchedule(node.convertedText)
      } catch {
        report(
          "\"\(node.text.short)\" is not a cron line: \(error.reason)",
          at: node,
          fix: .write(node, .anyUse, .safe, CronRepair.withSunday(node))
        )
      }
    }
  )

  static let invalidInterval = Rule(
    id: "invalid-interval",
    summary: "an interval is not a duration",
    why: "Durations are written as in Go: numbers with the units h, m, s, ms, us and ns. There are "
      + "no days. Prow refuses the whole config.",
    help: "write for example 90s, 30m or 24h",
    source: "Prow, `validatePeriodics` in pkg/config/config.go",
    bad: .periodic("name: nightly\ninterval: 1d\n" + Rule.tail),
    good: .periodic("name: nightly\ninterval: 24h\n" + Rule.tail),
    fix: .safe,
    check: .job { job, report in
      guard job.hasOneSchedule else { return }
      for field in [Field.interval, .minimumInterval] {
        guard let node = job.job[field], node.isScalar, !node.isEmpty else { continue }
        if GoDuration(node.convertedText) == nil {
          report(
            "\(field.name) \"\(node.text.short)\" is not a duration",
            at: node,
            fix: .write(node, .anyUse, .safe, ValueRepair.duration(node))
          )
        }
      }
    }
  )

  static let retryInterval = Rule(
    id: "retry-interval",
    summary: "the interval of a retry is not a duration",
    why:
      "Prow reads it whenever retry is there, also if it is empty, and refuses the whole config.",
    help: "write for example 90s, 30m or 24h",
    source: "Prow, `validatePeriodics` in pkg/config/config.go",
    bad: .periodic(
      "name: nightly\ninterval: 24h\nretry: {attempts: 2, interval: 30min}\n" + Rule.tail
    ),
    good: .periodic(
      "name: nightly\ninterval: 24h\nretry: {attempts: 2, interval: 30m}\n" + Rule.tail
    ),
    fix: .safe,
    check: .job { job, report in
      guard job.hasOneSchedule, let retry = job.job[.retry], retry.isMapping else { return }
      guard let node = retry[.interval], !node.isEmpty else {
        return report("retry has no interval", at: job.job.key(.retry))
      }
      if node.isScalar, GoDuration(node.convertedText) == nil {
        report(
          "interval \"\(node.text.short)\" is not a duration",
          at: node,
          fix: .write(node, .anyUse, .safe, ValueRepair.duration(node))
        )
      }
    }
  )

  static let cronAtRunTime = Rule(
    id: "cron-at-run-time",
    group: .hygiene,
    severity: .warning,
    summary: "a cron line loads and does not run as written",
    why: "Prow puts TZ=UTC in front of the line when it runs it, so that a zone of its own passes "
      + "the check and fails later; @every with less than a second acts as one second.",
    help: "write the hours in UTC, and intervals of at least a second",
    source: "Prow, `Cron.addJob` in pkg/cron/cron.go",
    bad: .periodic("name: nightly\ncron: 'TZ=UTC 0 2 * * *'\n" + Rule.tail),
    good: .periodic("name: nightly\ncron: '0 2 * * *'\n" + Rule.tail),
    fix: .safe,
    check: .job { job, report in
      // Only a zone and a descriptor can go wrong here, and few lines have one.
      guard job.hasOneSchedule, let node = job.job[.cron], node.isScalar, !node.isEmpty,
        case let text = node.convertedText, text.hasPrefix("TZ=") || text.hasPrefix("@"),
        let cron = try? CronSchedule(text)
      else { return }
      if let zone = cron.zone {
        report(
          "the zone \(zone) makes the job fail to run",
          at: node,
          help: "write the hours in UTC",
          fix: .write(node, .anyUse, .safe, CronRepair.withoutZone(node, zone))
        )
      } else if let every = cron.everyNanoseconds, every < 1_000_000_000 {
        report("@every with less than a second runs once a second", at: node)
      }
    }
  )
}

/// Cron lines that mean what others say that Prow takes.
private enum CronRepair {
  /// Sunday is 0, and 7 elsewhere.
  static func withSunday(_ node: Node) -> TreeEditor.Value? {
    guard let text = node.string?.string, text.hasSuffix(" 7") else { return nil }
    let line = text.dropLast() + "0"
    return (try? CronSchedule(String(line))) == nil ? nil : .string(String(line))
  }

  /// Prow runs all lines in UTC.
  static func withoutZone(_ node: Node, _ zone: String) -> TreeEditor.Value? {
    guard zone == "UTC" || zone == "Etc/UTC", let text = node.string?.string else { return nil }
    return .string(String(text.dropFirst("TZ=\(zone) ".count)))
  }
}

extension ResolvedJob {
  /// Whether the job is a periodic with one schedule; with none or several Prow looks no further.
  fileprivate var hasOneSchedule: Bool {
    guard job.kind == .periodic else { return false }
    return [Field.cron, .interval, .minimumInterval].count { job[$0].map { !$0.isEmpty } ?? false }
      == 1
  }
}
