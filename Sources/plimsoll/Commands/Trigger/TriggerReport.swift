import Diagnostics
import Formats
import Prow
import Reporting
import YAML

/// What an event starts in a repository, for people and programs.
struct TriggerReport {
  private let repo: String
  private let event: TriggerEvent
  private let verdicts: [Verdict]
  /// The commands there are, if the comment asks for them or has none that fits.
  private let commands: AvailableCommands?
  private let positions = PositionFinder()

  private struct Verdict {
    var job: Job
    var verdict: TriggerVerdict
    /// `nil` for postsubmits.
    var merge: MergeRequirement?
  }

  /// `jobs`: Those of the repository.
  init(repo: String, event: TriggerEvent, jobs: [Job], in workspace: Workspace) {
    self.repo = repo
    self.event = event
    let presubmits = jobs.filter { $0.kind == .presubmit }
    let merges = MergeRequirements(workspace, repo: repo, branch: event.branch, jobs: presubmits)
    verdicts =
      presubmits.map {
        Verdict(job: $0, verdict: $0.verdict(on: event), merge: merges.requirement(of: $0))
      }
      + jobs.filter { $0.kind != .presubmit }.map {
        Verdict(job: $0, verdict: $0.verdict(on: event), merge: nil)
      }
    let startsNothing = !verdicts.contains { $0.verdict.outcome != .skipped }
    let needsHelp =
      event.comment.map { $0.asksForHelp || $0.hasTarget && !$0.testsAll && startsNothing }
      ?? false
    commands = needsHelp ? AvailableCommands(presubmits, on: event) : nil
  }

  // MARK: Table

  var table: TerminalText {
    let rows = verdicts.map { line in
      [
        line.job.kind.rawValue,
        line.job.name.string,
        word(line.verdict),
        line.merge?.rawValue ?? "-",
        line.verdict.text,
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
    if let files = event.changedFiles { object.addRaw("changed", JSONObject.texts(files)) }
    object.add("comment", event.comment?.body)
    object.addRaw("jobs", JSONObject.array(verdicts) { self.object($0) })
    if let commands {
      var lists = JSONObject()
      lists.addRaw("required", JSONObject.texts(commands.required))
      lists.addRaw("optional", JSONObject.texts(commands.optional))
      lists.addRaw("startedByAll", JSONObject.texts(commands.startedByAll))
      object.addRaw("commands", lists.bytes)
    }
    return object.bytes + [UInt8(ascii: "\n")]
  }

  private func object(_ line: Verdict) -> JSONObject {
    let (job, verdict) = (line.job, line.verdict)
    var object = JSONObject()
    object.add("type", job.kind.rawValue)
    object.add("name", job.name.string)
    object.add("context", job.context.string)
    object.add("outcome", verdict.outcome.rawValue)
    object.add("why", verdict.text)
    if case .changed(let file, _, _) = verdict.reason { object.add("changedFile", file) }
    if job.kind == .presubmit {
      object.add("merge", line.merge?.rawValue)
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
}
