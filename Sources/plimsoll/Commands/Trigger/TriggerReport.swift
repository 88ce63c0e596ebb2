import Diagnostics
import Frontend
import Prow
import YAML

/// What an event starts in a repository, for people and programs.
struct TriggerReport {
  private let repo: String
  private let event: TriggerEvent
  private let verdicts: [(job: Job, verdict: TriggerVerdict)]
  /// The commands there are, if the comment asks for them or has none that fits.
  private let commands: AvailableCommands?
  private let positions = PositionFinder()

  init(repo: String, event: TriggerEvent, jobs: [Job]) {
    self.repo = repo
    self.event = event
    let presubmits = jobs.filter { $0.kind == .presubmit }
    let sorted = presubmits + jobs.filter { $0.kind != .presubmit }
    verdicts = sorted.map { ($0, $0.verdict(on: event)) }
    let startsNothing = !verdicts.contains { $0.verdict.outcome != .skipped }
    let needsHelp =
      event.comment.map { $0.asksForHelp || $0.hasTarget && !$0.testsAll && startsNothing }
      ?? false
    commands = needsHelp ? AvailableCommands(presubmits, on: event) : nil
  }

  // MARK: Table

  var table: TerminalText {
    let rows = verdicts.map { job, verdict in
      [
        job.kind.rawValue,
        job.name.string,
        word(verdict),
        job.kind == .presubmit ? (job.isTrue(.optional) ? "optional" : "required") : "-",
        verdict.text + (verdict.isRunBeforeMerge ? "; Tide runs it before the merge" : ""),
      ]
    }
    let heading = ["TYPE", "NAME", "RUNS", "MERGE", "WHY"]
    return TextTable.render([heading] + rows) + help
  }

  private func word(_ verdict: TriggerVerdict) -> String {
    switch verdict.outcome {
    case .runs: "yes"
    case .skipped: "no"
    case .depends: "depends"
    }
  }

  private var help: TerminalText {
    guard let commands else { return "" }
    func list(_ title: TerminalText, _ lines: [String]) -> TerminalText {
      lines.isEmpty ? "" : "\n\(title)\n" + .joined(lines.map { "  \($0)\n" })
    }
    return list("Commands of required jobs:", commands.required)
      + list("Commands of optional jobs:", commands.optional)
      + list("/test all starts:", commands.startedByAll)
  }

  // MARK: JSON

  var json: [UInt8] {
    var object = JSONObject()
    object.add("repo", repo)
    object.add("branch", event.branch)
    if let files = event.changedFiles { object.addRaw("changed", texts(files)) }
    object.add("comment", event.comment?.body)
    object.addRaw("jobs", JSONObject.array(verdicts) { self.object($0.job, $0.verdict) })
    if let commands {
      var lists = JSONObject()
      lists.addRaw("required", texts(commands.required))
      lists.addRaw("optional", texts(commands.optional))
      lists.addRaw("startedByAll", texts(commands.startedByAll))
      object.addRaw("commands", lists.bytes)
    }
    return object.bytes + [UInt8(ascii: "\n")]
  }

  private func object(_ job: Job, _ verdict: TriggerVerdict) -> JSONObject {
    var object = JSONObject()
    object.add("type", job.kind.rawValue)
    object.add("name", job.name.string)
    object.add("context", job.context.string)
    object.add("outcome", verdict.outcome.rawValue)
    object.add("why", verdict.text)
    if case .changed(let file, _, _) = verdict.reason { object.add("changedFile", file) }
    if job.kind == .presubmit {
      object.add("optional", job.isTrue(.optional))
      object.add("rerunCommand", job.rerunCommand)
      object.add("runBeforeMerge", verdict.isRunBeforeMerge)
    }
    let position = positions.position(job.nameNode.place)
    object.add("file", job.node.file.path)
    object.add("line", position.line)
    object.add("column", position.column)
    return object
  }

  private func texts(_ list: [String]) -> [UInt8] {
    var output = [UInt8(ascii: "[")]
    for (index, text) in list.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      JSONText.append(text, to: &output)
    }
    return output + [UInt8(ascii: "]")]
  }
}

extension TriggerVerdict {
  /// The reason in a few words.
  var text: String {
    switch reason {
    case .alwaysRun: "always_run"
    case .everyPush: "every push, since nothing says otherwise"
    case .never: "always_run is false"
    case .command: "the comment matches its trigger"
    case .failed: "its context has failed"
    case .reported: "its context is there and has not failed"
    case .onDemand(let command): "on demand only: \(command)"
    case .notAsked: "the comment does not ask for it"
    case .optional: "optional, and only required jobs are retested"
    case .branchSkipped(let pattern): "skip_branches has \(pattern.string)"
    case .branchNotListed(let list):
      "branches has only \(list.map(\.string).joined(separator: ", "))"
    case .changed(let file, let field, let pattern):
      field == .runIfChanged
        ? "\(file) matches run_if_changed \(pattern.string)"
        : "\(file) is not of skip_if_only_changed \(pattern.string)"
    case .notChanged(let field, let pattern):
      field == .runIfChanged
        ? "no changed file matches run_if_changed \(pattern.string)"
        : "all changed files match skip_if_only_changed \(pattern.string)"
    case .changesUnknown(let field, let pattern):
      "changed files are not known: \(field.name) \(pattern.string)"
    case .untrusted: "the pull request waits for /ok-to-test"
    }
  }
}
