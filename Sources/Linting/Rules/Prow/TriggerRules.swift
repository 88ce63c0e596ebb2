internal import Diagnostics
import GoFormats
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
    source: "Prow, `setBrancherRegexes` in pkg/config/config.go",
    bad: .presubmit("name: unit\nrun_if_changed: '**/*.go'\n" + Rule.tail),
    good: .presubmit("name: unit\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    fix: .unsafe,
    check: .job { job, report in
      guard job.job.kind != .periodic else { return }
      Patterns.checkJoined(job.job[.branches], report)
      Patterns.checkJoined(job.job[.skipBranches], report)
      for field in [Field.runIfChanged, .skipIfOnlyChanged] {
        if let node = job.job[field], let text = node.string {
          Patterns.check(text, at: node, as: .file, report)
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
    source: "Prow, `SetPresubmitRegexes` in pkg/config/config.go",
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
    why:
      "Both have defaults that fit each other. With only one of them set, Prow refuses the whole config.",
    help: "write both, or neither",
    source: "Prow, `validateTriggering` in pkg/config/config.go",
    bad: .presubmit("name: unit\ntrigger: '(?m)^/check unit$'\n" + Rule.tail),
    good: .presubmit("name: unit\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind == .presubmit else { return }
      let trigger = job.job[.trigger].flatMap { $0.isEmpty ? nil : $0 }
      let command = job.job[.rerunCommand].flatMap { $0.isEmpty ? nil : $0 }
      if let trigger, command == nil {
        report("trigger is set, and rerun_command is not", at: trigger)
      } else if let command, trigger == nil {
        report("rerun_command is set, and trigger is not", at: command)
      }
    }
  )

  static let alwaysRunConflict = Rule(
    id: "always-run-conflict",
    summary: "a job has both always_run: true and a pattern of changed files",
    why: "always_run leaves nothing for run_if_changed and skip_if_only_changed to decide. Prow "
      + "refuses the whole config.",
    help: "remove always_run, or the pattern",
    source: "Prow, `validateTriggering` in pkg/config/config.go",
    bad: .presubmit("name: unit\nalways_run: true\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    good: .presubmit("name: unit\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    fix: .unsafe,
    check: .job { job, report in
      guard job.job.kind != .periodic, job.job.isTrue(.alwaysRun), let always = job.job[.alwaysRun]
      else { return }
      for field in [Field.runIfChanged, .skipIfOnlyChanged] {
        guard let pattern = job.job[field], !pattern.isEmpty else { continue }
        report(
          "always_run: true and \(field.name) can't both be set",
          at: pattern,
          related: [(always, "always_run is set here")],
          fix: .removeEntry(job.job.key(.alwaysRun), .unsafe)
        )
      }
    }
  )

  static let changeMatchers = Rule(
    id: "change-matchers",
    summary: "a job has both run_if_changed and skip_if_only_changed",
    why:
      "They are two ways to say when a job runs. Prow refuses the whole config if a job has both.",
    help: "remove one of them",
    source: "Prow, `validateTriggering` in pkg/config/config.go",
    bad: .presubmit(
      "name: unit\nrun_if_changed: '\\.go$'\nskip_if_only_changed: '^docs/'\n" + Rule.tail
    ),
    good: .presubmit("name: unit\nrun_if_changed: '\\.go$'\n" + Rule.tail),
    check: .job { job, report in
      guard job.job.kind != .periodic, let run = job.job[.runIfChanged], !run.isEmpty,
        let skip = job.job[.skipIfOnlyChanged], !skip.isEmpty
      else { return }
      report(
        "run_if_changed and skip_if_only_changed can't both be set",
        at: skip,
        related: [(run, "run_if_changed is set here")]
      )
    }
  )

  static let gerritReport = Rule(
    id: "gerrit-report",
    summary: "a job has both skip_report: true and a Gerrit report label",
    why: "The label prow.k8s.io/gerrit-report-label says where to report to, skip_report that "
      + "nothing is reported. Prow refuses the whole config.",
    help: "remove skip_report, or the label",
    source: "Prow, `validateReporting` in pkg/config/config.go",
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
        "skip_report: true and a Gerrit report label can't both be set",
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
    source: "Prow, `validate` in cmd/checkconfig/main.go",
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
      guard let pattern = scope.workspace.configRoot?[.gerrit]?.text(.allowedPresubmitTriggerRe),
        !pattern.isEmpty, let regex = try? GoRegex.compile(pattern.bytes).get()
      else { return }
      for (file, jobs) in scope.jobsByFile {
        for job in jobs where job.job.kind == .presubmit {
          var command = job.job.rerunCommand
          guard !command.withUTF8({ regex.matches($0) }) else { continue }
          var report = report.about(job.job)
          if file.kind == .inRepo { report = report.asError }
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
  /// `shape`: What the pattern is matched against; `nil` if that is neither a file nor a branch.
  static func check(_ text: Text, at node: Node, as shape: NameShape? = nil, _ report: Report) {
    if PatternSyntax.isCertainlyValid(text.bytes) { return }
    guard let error = GoRegex.syntaxError(in: text.bytes) else { return }
    report(
      "\"\(text.short)\" is not a regular expression: \(error.reason)",
      at: node,
      help: help(text.string, shape),
      fix: shape.map { shape in
        .write(
          node,
          .anyUse,
          .unsafe,
          GlobPattern.expression(node.text.string, shape).map { .string($0) }
        )
      }
    )
  }

  static func help(_ text: String, _ shape: NameShape?) -> String {
    if let shape, let expression = GlobPattern.expression(text, shape) {
      return "this looks like a glob; as a regular expression it is \(expression)"
    }
    if text.hasPrefix("!"), let shape {
      return shape == .file
        ? "use skip_if_only_changed for what should not start the job"
        : "use skip_branches for branches that the job should not run on"
    }
    for ahead in ["(?!", "(?=", "(?<!", "(?<="] where text.contains(ahead) {
      return switch shape {
      case .file: "Go has no lookaround; skip_if_only_changed may say the same"
      case .branch: "Go has no lookaround; skip_branches may say the same"
      case nil: "Go has no lookaround; write it without \(ahead)"
      }
    }
    return "write it as Go's package regexp reads it; a character such as ( or * needs a \\ before "
      + "it to stand for itself"
  }

  /// Patterns that Prow compiles one by one.
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
