import ConfigMaps
import Formats
import Kubernetes
import Updater

/// What serve has applied, for people.
enum StatusTextReporter {
  static func render(_ model: StatusModel) -> TerminalText {
    if model.branches.isEmpty { return "the journal knows no branch yet\n" }
    var output = TerminalText()
    for branch in model.branches {
      append(branch, model, to: &output)
      for stage in model.stages(of: branch) {
        output += "  stage \(stage.name): \(stage.words(at: model.now))\n"
      }
      for component in model.components(of: branch) {
        output += "  \(component.name) (\(component.target)): \(component.words(at: model.now))\n"
      }
      for target in model.targets(of: branch) {
        append(target, branch.record.head, model, to: &output)
      }
    }
    if model.reports > 0 { output += "\(count(model.reports, "report")) not sent to GitHub yet\n" }
    return output
  }

  private static func append(
    _ branch: StatusModel.Branch,
    _ model: StatusModel,
    to output: inout TerminalText
  ) {
    let record = branch.record
    output += "\(branch.name): head \(short(record.head)), applied \(short(record.applied))"
    if let time = record.appliedAt { output += ", all right \(Age.text(time, model.now))" }
    output += "\n"
    if let lag = model.lag(of: branch), lag > 0 {
      output += "  behind: the head was committed \(Age.words(lag)) ago\n"
    }
    if model.isSilent(branch), let time = record.seenAt {
      output += "  remote silent: it last answered \(Age.text(time, model.now))\n"
    }
    if let refusal = record.refusal { output += "  not applied: \(refusal)\n" }
    if let wait = record.wait {
      output += "  waiting until \(Timestamp.short(wait.until)) UTC: \(wait.found)\n"
    }
  }

  private static func append(
    _ record: TargetRecord,
    _ head: String?,
    _ model: StatusModel,
    to output: inout TerminalText
  ) {
    let state = record.isBehind(head) ? "behind at" : "at"
    output += "  \(record.target): \(state) \(short(record.revision)), "
    output +=
      "\(SizeLimit.percent(record.bytes)) full, seen \(Age.text(record.checkedAt, model.now))"
    if let time = record.driftAt {
      output += ", changed by others, found \(Age.text(time, model.now))"
    }
    output += "\n"
    if let error = record.error { output += "    error: \(error)\n" }
  }

  private static func short(_ revision: String?) -> String {
    revision.map { String($0.prefix(12)) } ?? "none"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? " is" : "s are")"
  }
}
