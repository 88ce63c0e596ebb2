internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

extension Fix {
  /// Writes `interval` in place of a cron line.
  fileprivate static func writeInterval(_ interval: String, for cron: Node) -> Fix {
    changing(cron, "write interval: \(interval)", .unsafe) { editor in
      guard let key = cron.keyBefore, editor.ownMapping(of: key) != nil else { return nil }
      return editor.replace(key, with: "interval", interval)
    }
  }
}

extension Rule {
  /// When periodics run, if not when they seem to.
  static let scheduleRules: [Rule] = [scheduleNotAsMeant, unevenSchedule]

  static let scheduleNotAsMeant = Rule(
    id: "schedule-not-as-meant",
    group: .hygiene,
    severity: .warning,
    summary: "a cron line runs at other times than it seems to",
    why: "A * in the minutes is every minute of the hours that follow, so * 3 * * * starts a run "
      + "as soon as the last has ended from 3:00 to 3:59. If a line has both a day of the month and "
      + "a day of the week, it runs on either of them.",
    help: "write the minute, and one of the two fields of days",
    source: "Prow, pkg/cron/cron.go; gopkg.in/robfig/cron.v2, `SpecSchedule.Next` in spec.go",
    bad: .periodic("name: nightly\ncron: '* 3 * * *'\n" + Rule.decoratedTail),
    good: .periodic("name: nightly\ncron: '0 3 * * *'\n" + Rule.decoratedTail),
    fix: .unsafe,
    check: .job { job, report in
      guard let (node, text) = CronLine.of(job), !CronLine.isOrdinary(text),
        let cron = CronLine(text.string), !cron.isRareDay
      else { return }
      if cron.minute.isEvery, !cron.hour.isEvery {
        report(
          "\"\(node.text.short)\" runs every minute of its hours",
          at: node,
          help: "write a minute, such as \(cron.text(replacing: .minute, by: "0"))",
          fix: text.starts(with: "TZ=")
            ? nil
            : .write(node, .anyUse, .unsafe, .string(cron.text(replacing: .minute, by: "0")))
        )
      } else if cron.minute.isEvery, !cron.day.hasStar || !cron.weekday.hasStar {
        report(
          "\"\(node.text.short)\" runs every minute of its days",
          at: node,
          help: "write a minute and an hour, such as "
            + cron.text(replacing: .minute, by: "0", .hour, by: "0")
        )
      } else if cron.second?.isEvery ?? false {
        report(
          "\"\(node.text.short)\" has six fields, of which the first are seconds: it runs every second",
          at: node,
          help: "write five fields, the first of them minutes"
        )
      } else if !cron.day.hasStar, !cron.weekday.hasStar {
        report(
          "\"\(node.text.short)\" runs on each of these days of the month and on each of these days "
            + "of the week, not only where both fit",
          at: node,
          help: "keep one of the two fields, and write * for the other"
        )
      }
    }
  )

  static let unevenSchedule = Rule(
    id: "uneven-schedule",
    group: .hygiene,
    severity: .warning,
    summary: "the step of a cron line starts again at midnight, or at the full hour",
    why: "A step counts within its field and starts again at its beginning: 0 */9 * * * runs at "
      + "0:00, 9:00 and 18:00, and after six hours again at 0:00; 0 */36 * * * runs each day.",
    help: "use a step that divides the field, or interval",
    source: "gopkg.in/robfig/cron.v2, `getRange` in parser.go",
    bad: .periodic("name: often\ncron: '0 */9 * * *'\n" + Rule.decoratedTail),
    good: .periodic("name: often\ncron: '0 */8 * * *'\n" + Rule.decoratedTail),
    fix: .unsafe,
    check: .workspace { scope, report in
      var found = AlikeFindings<String>()
      // Many jobs have the same lines.
      var steps: [Text: CronLine.UnevenStep?] = [:]
      scope.forEachJob(.periodic) { job in
        guard let (node, text) = CronLine.of(job), CronLine.mayHaveUnevenStep(text) else { return }
        let known = steps[text]
        let step = known ?? CronLine(text.string)?.unevenStep
        if known == nil { steps[text] = .some(step) }
        guard let step else { return }
        found.add(
          "\"\(node.text.short)\" \(step.words)",
          at: node,
          of: job.job,
          kind: "\(step.field) \(step.step)",
          help: step.help,
          fix: step.interval.map { interval in .writeInterval(interval, for: node) }
        )
      }
      found.show(report)
    }
  )
}
