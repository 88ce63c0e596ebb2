import Analysis
import Cluster
import ConfigMaps
import Formats
import Kubernetes
import Reporting
import Updater

/// What became of each ConfigMap, for people.
enum ApplyTextReporter {
  static func render(_ report: ApplyReport) -> TerminalText {
    if report.isRefused { return "nothing applied: Prow would refuse the files\n" }
    var output = TerminalText()
    for outcome in report.outcomes { append(outcome, report.isDryRun, to: &output) }
    for pattern in report.source.checked.state.shutOut {
      output +=
        "left out: the files of \"\(pattern)\", whose repositories do not include this one\n"
    }
    output += summary(report)
    for component in report.components {
      output += "\(component.name) (\(component.target)): \(component.words(at: report.now))\n"
    }
    if let stage = report.lastStage {
      output += "stopped after stage \(stage): what comes after it was not written\n"
    }
    return output
  }

  private static func append(
    _ outcome: TargetOutcome,
    _ isDryRun: Bool,
    to output: inout TerminalText
  ) {
    output += "\(outcome.target): "
    switch outcome.result {
    case .unchanged: output += "unchanged\n"
    case .created(let changes):
      output += (isDryRun ? "would be created" : "created") + size(outcome)
      append(changes, outcome, to: &output)
    case .updated(let changes) where changes.isEmpty:
      output += (isDryRun ? "would only change its owner" : "only changed its owner") + "\n"
    case .updated(let changes):
      output += (isDryRun ? "would be updated" : "updated") + size(outcome)
      append(changes, outcome, to: &output)
    case .failed(let error): output += "failed: \(error)\n"
    }
  }

  private static func size(_ outcome: TargetOutcome) -> TerminalText {
    ", \(SizeLimit.number(outcome.bytes)) bytes, \(SizeLimit.percent(outcome.bytes)) of the limit\n"
  }

  private static func append(
    _ changes: KeyChanges,
    _ outcome: TargetOutcome,
    to output: inout TerminalText
  ) {
    for (sign, keys) in [("+", changes.added), ("~", changes.changed), ("-", changes.removed)] {
      for key in keys {
        let writer = outcome.writers[key].map { ", \($0)" } ?? ""
        output += "  \(sign) \(key)\(writer)\n"
      }
    }
  }

  private static func summary(_ report: ApplyReport) -> TerminalText {
    var counts: [(String, Int)] = []
    func count(_ word: String, _ isOne: (TargetOutcome.Result) -> Bool) {
      let number = report.outcomes.count { isOne($0.result) }
      if number > 0 { counts.append((word, number)) }
    }
    count("created") { if case .created = $0 { true } else { false } }
    count("updated") { if case .updated = $0 { true } else { false } }
    count("unchanged") { $0 == .unchanged }
    count("failed") { if case .failed = $0 { true } else { false } }
    let words = counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    let dryRun = report.isDryRun ? " (dry run, nothing was changed)" : ""
    let number = DiffWords.count(report.outcomes.count, "ConfigMap")
    return words.isEmpty
      ? "no file of the tree belongs to a ConfigMap\n" : "\(number): \(words)\(dryRun)\n"
  }
}
