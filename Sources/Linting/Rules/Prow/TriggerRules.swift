internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// When presubmits and postsubmits run, and what they report.
  static let triggers: [Rule] = [
    invalidRegex, rerunCommand, triggerAlone, alwaysRunConflict, changeMatchers, gerritReport,
    gerritTrigger,
  ]

  static let invalidRegex = Rule(
    id: "invalid-regex",
    summary: "a pattern is not a regular expression that Go knows",
    why: "Prow is written in Go, whose expressions have no lookahead and no backreferences. One "
      + "that does not compile stops the whole config from loading.",
    help: "write it in the syntax of Go's package regexp, which has no lookahead",
    source: "Prow J018",
    bad: .presubmit("name: unit\nrun_if_changed: '^(?!docs/)'\n" + Rule.tail),
    good: .presubmit("name: unit\nskip_if_only_changed: '^docs/'\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind != .periodic else { return }
      Patterns.checkList(job.job[.branches], report)
      Patterns.checkList(job.job[.skipBranches], report)
      for field in [Field.runIfChanged, .skipIfOnlyChanged] {
        if let node = job.job[field], let text = node.string {
          Patterns.check(text, at: node, report)
        }
      }
      if job.job.kind == .presubmit, let node = job.job[.trigger] {
        Patterns.checkTrigger(node, report)
      }
    }
  )

  static let rerunCommand = Rule(
    id: "rerun-command",
    summary: "the rerun_command does not match the trigger",
    why: "Prow tells people to write the rerun_command; a trigger that does not match it would "
      + "never start the job. Prow refuses the whole config.",
    help: "make the trigger match the rerun_command, or remove both for the defaults",
    source: "Prow J018",
    bad: .presubmit(
      "name: unit\ntrigger: '(?m)^/check unit$'\nrerun_command: /test unit\n" + Rule.tail
    ),
    good: .presubmit(
      "name: unit\ntrigger: '(?m)^/check unit$'\nrerun_command: /check unit\n" + Rule.tail
    ),
    check: .job { job, report in
      guard job.job.kind == .presubmit, let trigger = job.job[.trigger], !trigger.isEmpty,
        let command = job.job[.rerunCommand], !command.isEmpty, trigger.isScalar, command.isScalar
      else { return }
      guard Patterns.matches(trigger, command) == false else { return }
      report(
        "rerun_command \"\(command.text.short)\" does not match the trigger",
        at: command,
        related: [(trigger, "the trigger")]
      )
    }
  )

  static let triggerAlone = Rule(
    id: "trigger-alone",
    summary: "a presubmit has a trigger without rerun_command, or the other way round",
    why: "Both have defaults that belong together; one alone would not fit the other's default.",
    help: "write both, or neither",
    source: "Prow J055",
    bad: .presubmit("name: unit\ntrigger: '(?m)^/check unit$'\n" + Rule.tail),
    good: .presubmit("name: unit\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind == .presubmit else { return }
      let trigger = job.job[.trigger].flatMap { $0.isEmpty ? nil : $0 }
      let command = job.job[.rerunCommand].flatMap { $0.isEmpty ? nil : $0 }
      if let trigger, command == nil {
        report("a trigger without rerun_command", at: trigger)
      } else if let command, trigger == nil {
        report("a rerun_command without trigger", at: command)
      }
    }
  )

  static let alwaysRunConflict = Rule(
    id: "always-run-conflict",
    summary: "a job always runs, and yet only if some files change",
    why: "always_run leaves nothing for run_if_changed and skip_if_only_changed to decide. Prow "
      + "refuses the whole config.",
    help: "remove always_run, or the pattern",
    source: "Prow J055",
    bad: .presubmit("name: unit\nalways_run: true\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    good: .presubmit("name: unit\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind != .periodic, job.job.isTrue(.alwaysRun), let always = job.job[.alwaysRun]
      else { return }
      for field in [Field.runIfChanged, .skipIfOnlyChanged] {
        guard let pattern = job.job[field], !pattern.isEmpty else { continue }
        report(
          "always_run stands beside \(field.name)",
          at: pattern,
          related: [(always, "always_run is set here")]
        )
      }
    }
  )

  static let changeMatchers = Rule(
    id: "change-matchers",
    summary: "a job has both run_if_changed and skip_if_only_changed",
    why: "They are two ways to say when a job runs, and Prow takes only one.",
    help: "remove one of them",
    source: "Prow J055",
    bad: .presubmit(
      "name: unit\nrun_if_changed: '\\.go$'\nskip_if_only_changed: '^docs/'\n" + Rule.tail
    ),
    good: .presubmit("name: unit\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind != .periodic, let run = job.job[.runIfChanged], !run.isEmpty,
        let skip = job.job[.skipIfOnlyChanged], !skip.isEmpty
      else { return }
      report(
        "skip_if_only_changed stands beside run_if_changed",
        at: skip,
        related: [(run, "run_if_changed is set here")]
      )
    }
  )

  static let gerritReport = Rule(
    id: "gerrit-report",
    summary: "a job does not report, and yet has a Gerrit report label",
    why: "The label prow.k8s.io/gerrit-report-label says where to report to, skip_report that "
      + "nothing is reported. Prow refuses the whole config.",
    help: "remove skip_report, or the label",
    source: "Prow J056",
    bad: .presubmit(
      "name: unit\nskip_report: true\nlabels: {prow.k8s.io/gerrit-report-label: Verified}\n"
        + Rule.tail
    ),
    good: .presubmit(
      "name: unit\nlabels: {prow.k8s.io/gerrit-report-label: Verified}\n" + Rule.tail
    ),
    check: .job { job, report in
      guard job.job.kind != .periodic, job.job.isTrue(.skipReport),
        let label = job.job[.labels]?["prow.k8s.io/gerrit-report-label"], let text = label.string,
        !text.isEmpty, let skip = job.job[.skipReport]
      else { return }
      report(
        "skip_report stands beside a Gerrit report label",
        at: skip,
        related: [(label, "the label")]
      )
    }
  )

  static let gerritTrigger = Rule(
    id: "gerrit-trigger",
    severity: .warning,
    summary: "a rerun_command is not among those that Gerrit comments may have",
    why: "gerrit.allowed_presubmit_trigger_re says which comments start jobs; this one would not. "
      + "In an in-repo config Prow refuses it.",
    help: "use a rerun_command that the pattern matches",
    source: "Prow W026, J074",
    bad: .config(
      Example.baseConfig + "gerrit: {allowed_presubmit_trigger_re: '^/test ok'}\n",
      jobs:
        "presubmits:\n  acme/rocket:\n  - name: unit\n    spec:\n      containers: [{image: golang}]\n"
    ),
    good: .config(
      Example.baseConfig + "gerrit: {allowed_presubmit_trigger_re: '^/test '}\n",
      jobs:
        "presubmits:\n  acme/rocket:\n  - name: unit\n    spec:\n      containers: [{image: golang}]\n"
    ),
    check: .workspace { scope, report in
      guard let pattern = scope.workspace.prow?.root?[.gerrit]?.text(.allowedPresubmitTriggerRe),
        !pattern.isEmpty, let regex = try? GoRegex.compile(pattern.bytes).get()
      else { return }
      for (file, jobs) in scope.jobsByFile {
        for job in jobs where job.job.kind == .presubmit {
          var command = job.job.rerunCommand
          guard !command.withUTF8({ regex.matches($0) }) else { continue }
          var report = report.about(job.job)
          if file.role == .inRepo { report = report.asError }
          report(
            "rerun_command \"\(command.shortened)\" does not match gerrit.allowed_presubmit_trigger_re",
            at: job.job[.rerunCommand] ?? job.job.nameNode
          )
        }
      }
    }
  )
}

/// Judges patterns, the common ones without compiling them.
enum Patterns {
  static func check(_ text: Text, at node: Node, _ report: Report) {
    if PatternSyntax.isCertainlyValid(text.bytes) { return }
    guard let error = GoRegex.syntaxError(in: text.bytes) else { return }
    report("\"\(text.short)\" is not a regular expression: \(error.reason)", at: node)
  }

  /// Patterns that Prow joins with `|`.
  static func checkList(_ list: Node?, _ report: Report) {
    guard let list else { return }
    for item in list.items {
      if let text = item.string { check(text, at: item, report) }
    }
  }

  /// A trigger may be written as a number, which Prow turns into text.
  static func checkTrigger(_ node: Node, _ report: Report) {
    if let text = node.string { check(text, at: node, report) }
  }

  /// Whether a trigger matches a command; `nil` if the trigger does not compile.
  static func matches(_ trigger: Node, _ command: Node) -> Bool? {
    if let pattern = trigger.string, let text = command.string,
      PatternSyntax.surelyMatches(pattern: pattern.bytes, text: text.bytes)
    {
      return true
    }
    var pattern = trigger.convertedText
    var text = command.convertedText
    guard case .success(let regex) = pattern.withUTF8({ GoRegex.compile($0) }) else { return nil }
    return text.withUTF8 { regex.matches($0) }
  }
}
