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
  /// The name of the jobs that are shown, if not all are.
  private let only: String?
  /// Why Prow answers a comment with the commands there are, and those.
  private let help: (reason: TestHelp, commands: AvailableCommands)?
  private let positions = PositionFinder()

  private struct Verdict {
    var job: Job
    var verdict: TriggerVerdict
    /// `nil` for postsubmits.
    var merge: MergeRequirement?
  }

  /// - Parameters:
  ///   - repo: Its name, as it was given.
  ///   - event: What has happened.
  ///   - jobs: Those of the repository.
  ///   - only: The name of the jobs to show, if not all.
  ///   - workspace: Whose settings say what merges wait for.
  init(
    repo: String,
    event: TriggerEvent,
    jobs: [Job],
    only: String? = nil,
    in workspace: Workspace
  ) {
    self.repo = repo
    self.event = event
    self.only = only
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
    help = event.comment.flatMap { TestHelp($0.body, startsNothing: startsNothing) }.map {
      ($0, AvailableCommands(presubmits, on: event))
    }
  }

  private var shown: [Verdict] {
    guard let only else { return verdicts }
    return verdicts.filter { $0.job.name.equals(only) }
  }

  // MARK: Text

  /// What runs, then what may, and then, if all is asked for, the rest; and how many that are.
  func text(all: Bool, width: Int?, usesColor: Bool) -> TerminalText {
    let lines = shown
    let outcomes: [TriggerVerdict.Outcome] =
      all || only != nil ? [.runs, .depends, .skipped] : [.runs, .depends]
    let sorted = outcomes.flatMap { outcome in lines.filter { $0.verdict.outcome == outcome } }
    return table(sorted, width, usesColor) + summary(lines, isCut: sorted.count < lines.count)
      + helpText
  }

  private func table(_ lines: [Verdict], _ width: Int?, _ usesColor: Bool) -> TerminalText {
    if lines.isEmpty { return "" }
    var rows = [["TYPE", "NAME", "RUNS", "MERGE", "WHY"]]
    rows += lines.map { line in
      [
        line.job.kind.rawValue,
        line.job.name.string,
        word(line.verdict),
        line.merge?.rawValue ?? "-",
        line.verdict.text,
      ]
    }
    // Where room is short, one word for all lines is no use.
    let isOneType = Set(lines.map(\.job.kind)).count == 1
    if let width, width < 100, isOneType { rows = rows.map { Array($0.dropFirst()) } }
    let name = rows[0].count - 4
    var look = TextTable.Look(width: width, usesColor: usesColor) { column, cell in
      guard column == name + 1 else { return nil }
      return cell == "yes" ? "32" : cell == "no" ? "2" : "33"
    }
    for (column, width) in [(name - 1, 10), (name, 40), (name + 1, 7), (name + 2, 8)] {
      look.least[column] = width
    }
    return TextTable.render(rows, look: look) + "\n"
  }

  private func summary(_ lines: [Verdict], isCut: Bool) -> TerminalText {
    func count(_ outcome: TriggerVerdict.Outcome) -> Int {
      lines.count { $0.verdict.outcome == outcome }
    }
    let (running, depending) = (count(.runs), count(.depends))
    let jobs = lines.count == 1 ? "1 job" : "\(lines.count) jobs"
    var text: TerminalText =
      "\(running) of \(jobs) \(running == 1 || lines.count == 1 ? "runs" : "run")"
    if depending > 0 {
      text += ", \(depending) more \(depending == 1 ? "depends" : "depend") on changed files"
    }
    return text + (isCut ? "; --all lists the others\n" : "\n")
  }

  private func word(_ verdict: TriggerVerdict) -> String {
    switch verdict.outcome {
    case .runs: "yes"
    case .skipped: "no"
    case .depends: "depends"
    }
  }

  private var helpText: TerminalText {
    guard let help else { return "" }
    func list(_ title: TerminalText, _ lines: [String]) -> TerminalText {
      lines.isEmpty ? "" : "\n\(title)\n" + .joined(lines.map { "  \($0)\n" })
    }
    let note: TerminalText = help.reason.note.map { "\nProw answers: \($0)\n" } ?? ""
    return note + list("Commands of required jobs:", help.commands.required)
      + list("Commands of optional jobs:", help.commands.optional)
      + list("/test all starts:", help.commands.startedByAll)
  }

  // MARK: JSON

  var json: [UInt8] {
    var object = JSONObject()
    object.add("repo", repo)
    object.add("branch", event.branch)
    if let files = event.changedFiles { object.addRaw("changed", JSONObject.texts(files)) }
    object.add("comment", event.comment?.body)
    object.addRaw("jobs", JSONObject.array(shown) { self.object($0) })
    if let help {
      var lists = JSONObject()
      lists.add("note", help.reason.note)
      lists.addRaw("required", JSONObject.texts(help.commands.required))
      lists.addRaw("optional", JSONObject.texts(help.commands.optional))
      lists.addRaw("startedByAll", JSONObject.texts(help.commands.startedByAll))
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
