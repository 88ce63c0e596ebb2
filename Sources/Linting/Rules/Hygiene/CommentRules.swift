internal import Diagnostics
import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// Which comments start a presubmit, apart from its own command.
  static let commentRules: [Rule] = [commentStartsAnotherJob, triggerTakesCommand, triggerLineEnd]

  static let commentStartsAnotherJob = Rule(
    id: "comment-starts-another-job",
    group: .hygiene,
    severity: .warning,
    summary: "the command of one job starts another job, too",
    why: "Prow starts each presubmit whose trigger is found anywhere in the comment, whatever else "
      + "the job says about when it runs. A trigger without ^ and $ is also found in the commands "
      + "of jobs with longer names.",
    help: "let the trigger match its own command only, such as (?m)^/test( | .* )NAME,?($|\\s.*)",
    source: "Prow, `CommandFilter` in pkg/pjutil/filter.go",
    bad: .jobs(
      """
      presubmits:
        acme/rocket:
        - name: unit
          trigger: /test unit
          rerun_command: /test unit
          spec: {containers: [{image: golang}]}
        - name: unit-race
          spec: {containers: [{image: golang}]}
      """
    ),
    good: .jobs(
      """
      presubmits:
        acme/rocket:
        - name: unit
          trigger: (?m)^/test( | .* )unit,?($|\\s.*)
          rerun_command: /test unit
          spec: {containers: [{image: golang}]}
        - name: unit-race
          spec: {containers: [{image: golang}]}
      """
    ),
    check: .workspace { scope, report in
      var overlaps = BranchOverlaps()
      for (_, jobs) in scope.jobsByRepo(.presubmit) {
        for (job, others) in TestCommands(jobs).foreign(&overlaps) {
          guard let first = others.first else { continue }
          let more = others.count > 1 ? " and \(others.count - 1) more" : ""
          report.about(job.job)(
            "the comment \"\(first.job.rerunCommand.shortened)\" of job "
              + "\"\(first.job.name.short)\"\(more) also starts job \"\(job.job.name.short)\"",
            at: job.job[.trigger] ?? job.job.nameNode,
            related: [(first.job[.rerunCommand] ?? first.job.nameNode, "the other job")]
          )
        }
      }
    }
  )

  static let triggerTakesCommand = Rule(
    id: "trigger-takes-command",
    group: .hygiene,
    severity: .warning,
    summary: "a trigger matches a command of Prow itself, or any comment",
    why: "For /retest, Prow starts the jobs that failed, and for /test all those that the change "
      + "asks for. A job whose trigger matches such a command starts each time, even if it has "
      + "passed and whatever files have changed.",
    help: "let the trigger match its own command only",
    source: "Prow, `CommandFilter` in pkg/pjutil/filter.go, which comes before `RetestFilter` "
      + "and `TestAllFilter`",
    bad: .presubmit(
      "name: unit\ntrigger: (?m)^/(retest|test unit)\\s*$\nrerun_command: /test unit\n"
        + Rule.decoratedTail
    ),
    good: .presubmit(
      "name: unit\ntrigger: (?m)^/test unit\\s*$\nrerun_command: /test unit\n"
        + Rule.decoratedTail
    ),
    check: .workspace { scope, report in
      var found = AlikeFindings<String>()
      scope.forEachJob(.presubmit) { job in
        guard job.usualTestWord == nil, let node = job.job[.trigger],
          let taken = TakenCommand.of(job.job)
        else { return }
        found.add(
          "the trigger of job \"\(job.job.name.short)\" matches \(taken.words)",
          at: node,
          of: job.job,
          kind: taken.words,
          help: taken.help
        )
      }
      found.show(report)
    }
  )

  static let triggerLineEnd = Rule(
    id: "trigger-line-end",
    group: .hygiene,
    severity: .warning,
    summary: "a trigger does not match its command if more lines follow",
    why: "GitHub ends the lines of a comment with \\r\\n, and in Go's expressions $ matches only "
      + "before \\n. With $ right after the command, a comment of several lines does not start the "
      + "job.",
    help: "write \\s*$ instead of $",
    source: "Prow, `Presubmit.TriggerMatches` in pkg/config/jobs.go; Go, regexp/syntax",
    bad: .presubmit(
      "name: lint\ntrigger: (?m)^/test lint$\nrerun_command: /test lint\n" + Rule.decoratedTail
    ),
    good: .presubmit(
      "name: lint\ntrigger: (?m)^/test lint\\s*$\nrerun_command: /test lint\n"
        + Rule.decoratedTail
    ),
    fix: .safe,
    check: .workspace { scope, report in
      var found = AlikeFindings<String>()
      scope.forEachJob(.presubmit) { job in
        guard job.usualTestWord == nil, let node = job.job[.trigger], LineEnds.misses(job.job)
        else { return }
        found.add(
          "the trigger does not match \"\(job.job.rerunCommand.shortened)\" before a line break of "
            + "GitHub, which is \\r\\n",
          at: node,
          of: job.job,
          kind: "",
          help: LineEnds.help(node),
          fix: .write(node, .anyUse, .safe, LineEnds.better(node).map { .string($0) })
        )
      }
      found.show(report)
    }
  )
}

/// A comment for Prow itself that a trigger matches.
struct TakenCommand {
  var words: String
  var help: String

  /// A comment that is not a command.
  static let ordinary = "This looks good to me."

  static func of(_ job: Job) -> TakenCommand? {
    guard let text = job[.trigger]?.string, !PatternSyntax.isDefaultTrigger(text.bytes),
      let regex = try? GoRegex.compile(text.bytes).get()
    else { return nil }
    if regex.matches(ordinary) {
      return TakenCommand(
        words: "any comment",
        help: "start the trigger with (?m)^ and the command"
      )
    }
    var commands = ["/retest", "/retest-required", "/test-manual-required"]
    // It starts for these anyway.
    if !job.isTrue(.alwaysRun) { commands += ["/test all", "/ok-to-test"] }
    let own = job.rerunCommand
    guard let taken = commands.first(where: { $0 != own && regex.matches($0) }) else { return nil }
    return TakenCommand(
      words: "\(taken), so that each \(taken) starts it",
      help: "take \(taken) out of the trigger; Prow answers it for all jobs"
    )
  }
}

private enum LineEnds {
  static func misses(_ job: Job) -> Bool {
    guard let node = job[.trigger], let text = node.string, job[.rerunCommand] != nil,
      !PatternSyntax.isDefaultTrigger(text.bytes),
      text.bytes.contains(UInt8(ascii: "$")), let regex = try? GoRegex.compile(text.bytes).get()
    else { return false }
    let command = job.rerunCommand
    return regex.matches(command) && !regex.matches(command + "\r\n")
      && !regex.matches(command + "\r\nThank you.")
  }

  static func help(_ trigger: Node) -> String {
    better(trigger).map { "write \($0)" } ?? "write \\s*$ instead of $"
  }

  /// The same trigger with room for a line break.
  static func better(_ trigger: Node) -> String? {
    let text = trigger.text.string
    let start = text.hasPrefix("^") ? "(?m)" : ""
    let better = start + text.replacing("$", with: "\\s*$")
    return text.hasSuffix("$") && GoRegex.syntaxError(in: better) == nil ? better : nil
  }
}
