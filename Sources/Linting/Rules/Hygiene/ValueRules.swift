internal import Diagnostics
internal import GoFormats
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// Values that Prow takes without a look, and that are wrong.
  static let valueRules: [Rule] = [
    unknownReportValue, reportTemplate, shortTimeout, smallMemory, shortInterval,
  ]

  static let unknownReportValue = Rule(
    id: "unknown-report-value",
    group: .hygiene,
    severity: .warning,
    summary: "a state or type of jobs to report on Slack is one that no job has",
    why: "Prow compares job_states_to_report and job_types_to_report with the state and the type "
      + "of a job as strings, and nothing checks them before. For a state that no job has, there "
      + "is never a message.",
    help: "use a state or type that jobs have",
    source: "Prow, `ShouldReport` in pkg/crier/reporters/slack/reporter.go",
    bad: .periodic(
      "name: nightly\ninterval: 24h\nreporter_config:\n  slack:\n    channel: rocket\n"
        + "    job_states_to_report: [failed]\n" + Rule.decoratedTail
    ),
    good: .periodic(
      "name: nightly\ninterval: 24h\nreporter_config:\n  slack:\n    channel: rocket\n"
        + "    job_states_to_report: [failure]\n" + Rule.decoratedTail
    ),
    fix: .safe,
    check: .both(
      job: { job, report in
        guard let slack = job.job[.reporterConfig]?[.slack] else { return }
        ReportValues.check(slack, report)
      },
      workspace: { scope, report in
        for root in ConfigParts.roots(scope) {
          for entry in root.map(.slackReporterConfigs) {
            ReportValues.check(entry.value, report)
          }
        }
      }
    )
  )

  static let reportTemplate = Rule(
    id: "report-template",
    group: .hygiene,
    severity: .warning,
    summary: "a template is not valid, or uses a field that a ProwJob does not have",
    why: "Prow reads the Slack template of a job only when it writes the message, and fills in "
      + "links and comments only for a job that runs. If that fails, there is no message.",
    help: "use the fields of Go's type ProwJob",
    source: "Prow, `report` in pkg/crier/reporters/slack/reporter.go",
    bad: .periodic(
      "name: nightly\ninterval: 24h\nreporter_config:\n  slack:\n    channel: rocket\n"
        + "    report_template: '{{.Spec.Jobb}} is over'\n" + Rule.decoratedTail
    ),
    good: .periodic(
      "name: nightly\ninterval: 24h\nreporter_config:\n  slack:\n    channel: rocket\n"
        + "    report_template: '{{.Spec.Job}} is over'\n" + Rule.decoratedTail
    ),
    check: .both(
      job: { job, report in
        guard let node = job.job[.reporterConfig]?[.slack]?[.reportTemplate] else { return }
        ReportTemplates.check(node, of: job.job, report)
      },
      workspace: { scope, report in
        for (node, isJenkins) in ConfigParts.controllers(scope) {
          let functions: Set<String> = isJenkins ? ["replace"] : []
          let texts =
            [node[.jobURLTemplate], node[.reportTemplate]] + node.map(.reportTemplates).map(\.value)
          for text in texts { ReportTemplates.checkFields(text, functions: functions, report) }
        }
      }
    )
  )

  static let shortTimeout = Rule(
    id: "timeout-in-nanoseconds",
    group: .hygiene,
    severity: .warning,
    summary: "a timeout is less than a second, as a number without unit is nanoseconds",
    why: "timeout and grace_period take numbers as well as strings such as 4h, and Prow reads a "
      + "number as nanoseconds. With timeout: 240 each run is stopped as soon as it starts.",
    help: "write a unit, such as 4h",
    source: "Prow, `Duration.UnmarshalJSON` in pkg/apis/prowjobs/v1/types.go",
    bad: .presubmit("name: unit\ndecoration_config: {timeout: 7200}\n" + Rule.decoratedTail),
    good: .presubmit("name: unit\ndecoration_config: {timeout: 2h}\n" + Rule.decoratedTail),
    fix: .unsafe,
    check: .both(
      job: { job, report in
        guard let own = job.job[.decorationConfig] else { return }
        ShortTimes.check(own, report)
      },
      workspace: { scope, report in
        for entry in scope.workspace.prow?.decorationDefaults ?? [] {
          ShortTimes.check(entry.config, report)
        }
      }
    )
  )

  static let smallMemory = Rule(
    id: "memory-in-bytes",
    group: .hygiene,
    severity: .warning,
    summary: "a container is given less than a megabyte, or a thousand processors",
    why: "A number without suffix is bytes of memory, and whole processors. 500m of memory is half "
      + "a byte. With such a limit the container can't start, and such a request has no effect.",
    help: "write a suffix, such as 4Gi or 500m",
    source: "Kubernetes, `Quantity` in apimachinery/pkg/api/resource/quantity.go",
    bad: .container("resources: {limits: {memory: 4}}"),
    good: .container("resources: {limits: {memory: 4Gi}}"),
    fix: .some,
    check: .job { job, report in
      if let spec = job.spec { Amounts.check(spec: spec, report) }
      for preset in job.presets {
        if let volumes = preset.node[.volumes] { Amounts.check(volumes: volumes, report) }
      }
      guard let own = job.job[.decorationConfig] else { return }
      for entry in own.entries where entry.key.label == Field.defaultMemoryRequest.rawValue {
        Amounts.check(entry, report)
      }
      guard let resources = own[.resources] else { return }
      for entry in resources.entries { Amounts.check(entry.value, report) }
    }
  )

  static let shortInterval = Rule(
    id: "interval-too-short",
    group: .hygiene,
    severity: .warning,
    summary: "an interval is shorter than the time after which Prow looks again",
    why: "horologium, which starts periodics, looks at them once a minute, or as often as "
      + "horologium.tick_interval in config.yaml says. A shorter interval acts as that time.",
    help: "write at least 1m",
    source: "Prow, `defaultTickInterval` in cmd/horologium/main.go",
    bad: .periodic("name: watch\ninterval: 5s\n" + Rule.decoratedTail),
    good: .periodic("name: watch\ninterval: 5m\n" + Rule.decoratedTail),
    check: .job { job, report in
      guard job.job.kind == .periodic else { return }
      for field in [Field.interval, .minimumInterval, .cron] {
        guard let node = job.job[field], node.isScalar, !node.isEmpty else { continue }
        let text = node.convertedText
        let span =
          field == .cron
          ? text.hasPrefix("@every ") ? GoDuration(String(text.dropFirst(7))) : nil
          : GoDuration(text)
        let tick = ShortTimes.tick(job.config)
        guard let span, span.nanoseconds < tick else { continue }
        report(
          "\(field.name) \"\(node.text.short)\" is shorter than the \(ShortTimes.words(tick)) after "
            + "which Prow looks at periodics again",
          at: node,
          help: "write at least \(ShortTimes.words(tick))"
            + (span.nanoseconds < 1_000_000_000 ? "; units are h, m and s" : "")
        )
      }
    }
  )
}

// MARK: - Reports

private enum ReportValues {
  private static let states = [
    "scheduling", "triggered", "pending", "success", "failure", "aborted", "error",
  ]
  private static let types = ["presubmit", "postsubmit", "periodic", "batch"]
  /// What people write instead.
  private static let others = [
    "failed": "failure", "fail": "failure", "failing": "failure", "fails": "failure",
    "unsuccessful": "failure", "failures": "failure",
    "succeeded": "success", "passed": "success", "pass": "success", "successful": "success",
    "ok": "success", "completed": "success", "succes": "success", "green": "success",
    "cancelled": "aborted", "canceled": "aborted", "abort": "aborted", "killed": "aborted",
    "errored": "error", "timeout": "aborted", "started": "triggered", "running": "pending",
    "queued": "triggered",
  ]

  static func check(_ slack: Node, _ report: Report) {
    check(slack[.jobStatesToReport], states, "job_states_to_report", "state", report)
    check(slack[.jobTypesToReport], types, "job_types_to_report", "type", report)
  }

  private static func check(
    _ list: Node?,
    _ known: [String],
    _ field: String,
    _ noun: String,
    _ report: Report
  ) {
    for item in list.map({ Array($0.items) }) ?? [] {
      guard let text = item.string?.string, !known.contains(text) else { continue }
      let word = text.lowercased()
      let near =
        known.contains(word)
        ? word : others[word] ?? Suggestion.nearest(to: text, among: known)
      report(
        "no job has the \(noun) \"\(text.shortened)\" that \(field) names",
        at: item,
        help: near.flatMap { known.contains($0) ? "write \($0)" : nil }
          ?? "the \(noun)s are \(Words.list(known))",
        fix: fix(item, in: known)
      )
    }
  }
}

extension ReportValues {
  /// The one that was surely meant, if the list does not have it.
  fileprivate static func fix(_ item: Node, in known: [String]) -> Fix {
    .changing(item, "write the name that Prow has", .safe) { editor in
      let word = item.text.string.lowercased()
      let name =
        known.contains(word)
        ? word : others[word] ?? Suggestion.nearest(to: word, among: known, within: 1)
      guard let name, known.contains(name), editor.isWritten(item),
        let list = editor.parent(of: item), !list.items.contains(where: { $0.text.equals(name) })
      else { return nil }
      return editor.replace(item, with: .string(name))
    }
  }
}

private enum ReportTemplates {
  static func check(_ node: Node, of job: Job, _ report: Report) {
    guard let text = node.string, !text.isEmpty else { return }
    do {
      let template = try GoTemplate(text.string)
      check(template, node, report)
      guard job.kind == .periodic else { return }
      for path in template.fieldPaths
      where !path.isConditional && path.components.count > 2
        && path.components.prefix(2) == ["Spec", "Refs"]
      {
        report(
          "the template uses .Spec.Refs, which a periodic does not have",
          at: node,
          help: "put {{with .Spec.Refs}} and {{end}} around it"
        )
      }
    } catch {
      report(
        "report_template is not valid: \(error.reason)",
        at: node,
        help: "write it as Go's text/template takes it"
      )
    }
  }

  /// Reports fields that no ProwJob has; a template that can't be read is reported elsewhere.
  static func checkFields(_ node: Node?, functions: Set<String>, _ report: Report) {
    guard let node, let text = node.string,
      let template = try? GoTemplate(text.string, functions: functions)
    else { return }
    check(template, node, report)
  }

  private static func check(_ template: GoTemplate, _ node: Node, _ report: Report) {
    for path in template.fieldPaths {
      guard let (fault, near) = ProwJobFields.unknown(path.components) else { continue }
      report(
        fault,
        at: node,
        help: near.map { "did you mean \($0)?" }
          ?? "use the names of Go's type ProwJob, such as .Spec.Job or .Status.State"
      )
    }
  }
}

// MARK: - Durations and amounts

private enum ShortTimes {
  private static let second: Int64 = 1_000_000_000

  static func check(_ decoration: Node, _ report: Report) {
    for entry in decoration.entries {
      let value = entry.value
      guard value.isScalar, !isLong(value.text) else { continue }
      let name = entry.key.text
      guard name == "timeout" || name == "grace_period" || name.hasSuffix("_timeout") else {
        continue
      }
      let isNumber = value.number != nil
      let span = value.wholeNumber ?? value.string.flatMap { GoDuration($0.bytes)?.nanoseconds }
      guard let span, span > 0, span < second else { continue }
      let text = value.text.short
      report(
        isNumber
          ? "\(name) \(text) is \(text) nanoseconds"
          : "\(name) \(text) is less than a second",
        at: value,
        help: !isNumber
          ? "write a longer time"
          : "write a unit, such as \(span < 1_000 ? "\(text)m or " : "")\(text)s",
        // Below a thousand it may be minutes, too.
        fix: isNumber && span >= 1_000
          ? .write(value, .anyUse, .unsafe, .string("\(span)s")) : nil
      )
    }
  }

  /// Whether a text is surely a duration of a second at least, or no number at all.
  private static func isLong(_ text: Text) -> Bool {
    guard let first = text.bytes.first, let last = text.bytes.last else { return true }
    // A sign, a point or a digit starts each number.
    if first > UInt8(ascii: "9") { return true }
    // Nearly all are like 4h and 1h30m.
    if first < UInt8(ascii: "1") { return false }
    guard let unit = text.bytes.first(where: { $0 &- UInt8(ascii: "0") >= 10 }) else {
      return false
    }
    return unit == UInt8(ascii: "h") || unit == UInt8(ascii: "m") && last != UInt8(ascii: "s")
  }

  /// After how many nanoseconds horologium looks at periodics again.
  static func tick(_ config: ProwConfig?) -> Int64 {
    config?.tickInterval.flatMap { GoDuration($0)?.nanoseconds } ?? 60 * second
  }

  static func words(_ nanoseconds: Int64) -> String {
    nanoseconds % (60 * second) == 0
      ? nanoseconds == 60 * second ? "1m" : "\(nanoseconds / (60 * second))m"
      : nanoseconds % second == 0 ? "\(nanoseconds / second)s" : "\(nanoseconds)ns"
  }
}

private enum Amounts {
  static func check(spec: Node, _ report: Report) {
    for entry in spec.entries {
      switch Field(rawValue: entry.key.label) {
      case .containers, .initContainers:
        for container in entry.value.items { check(container[.resources], report) }
      case .resources: check(entry.value, report)
      case .volumes: check(volumes: entry.value, report)
      default: continue
      }
    }
  }

  static func check(_ resources: Node?, _ report: Report) {
    guard let resources else { return }
    for list in [resources[.requests], resources[.limits]] {
      guard let list else { continue }
      for entry in list.entries { check(entry, report) }
    }
  }

  /// What volumes in memory or on the disk of the node may hold.
  static func check(volumes: Node, _ report: Report) {
    for volume in volumes.items {
      guard let folder = volume[.emptyDir], folder.isMapping else { continue }
      for entry in folder.entries where entry.key.text == "sizeLimit" { check(entry, report) }
    }
  }

  static func check(_ entry: Node.Entry, _ report: Report) {
    // Nearly all amounts end with a suffix that is large enough, or small enough.
    let bytes = entry.value.text.bytes
    guard let last = bytes.last, last != UInt8(ascii: "i"), last != UInt8(ascii: "G"),
      last != UInt8(ascii: "M")
    else { return }
    let name = entry.key.text
    let isBytes =
      name == "memory" || name == "ephemeral-storage" || name == "sizeLimit"
      || name == "default_memory_request"
    guard isBytes || name == "cpu" else { return }
    if !isBytes, last == UInt8(ascii: "m") { return }
    if !isBytes, bytes.count <= 3, bytes.allSatisfy({ $0 &- 0x30 < 10 }) { return }
    let written = entry.value.convertedText
    guard let amount = Quantity(written), amount.sign > 0 else { return }
    if !isBytes {
      guard amount.scaledValue(0) >= 1_000 else { return }
      return report(
        "cpu \(written.shortened) is \(amount.scaledValue(0)) processors",
        at: entry.value,
        help: "write thousandths of a processor with m, such as \(written.prefix { $0.isNumber })m",
        fix: .write(entry.value, .anyUse, .unsafe, .string("\(written.prefix { $0.isNumber })m"))
      )
    }
    // A fraction of a byte is reported as such.
    guard amount.scaledValue(0) < 1 << 20, amount.isInteger else { return }
    let digits = written.prefix { $0.isNumber || $0 == "." }
    let isLarge = written.hasSuffix("m") || digits.utf8.count > 2 || (Int(digits) ?? 0) >= 32
    let unit = isLarge ? "Mi" : "Gi"
    report(
      "\(name) \(written.shortened) is only \(amount.scaledValue(0)) bytes",
      at: entry.value,
      help: "write a unit, such as \(digits)\(unit)",
      fix: .write(
        entry.value,
        .anyUse,
        written.hasSuffix("m") ? .safe : .unsafe,
        .string("\(digits)\(unit)")
      )
    )
  }
}
