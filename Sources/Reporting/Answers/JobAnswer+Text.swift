package import Formats
internal import Prow
internal import YAML

extension JobAnswer {
  /// The answer for people.
  package var sheet: Sheet {
    let places = PlaceWords(home: job.node.file)
    var sheet = Sheet(JobWords.title(job))
    sheet.add("defined", PlaceWords().text(job.nameNode))
    if job.kind == .periodic {
      ScheduleWords(places).add(schedule, of: job, to: &sheet)
      return sheet
    }
    sheet.add("asked for", eventLine)
    if let verdict { sheet.add("runs", line(verdict, places)) }
    sheet.add(verdict?.outcome == .runs ? "started by" : "would start", starterLines)
    sheet.add("merges", mergeLines(places))
    sheet.add("plugin", pluginLine(places))
    return sheet
  }

  private var eventLine: SheetLine {
    let what: SheetLine =
      job.kind == .postsubmit
      ? "a push to \(event.branch)" : "a pull request against \(event.branch)"
    let comment: SheetLine = event.comment.map { ", with the comment \($0.body)" } ?? ""
    let changed: SheetLine =
      event.changedFiles.map { $0.count == 1 ? ", 1 changed file" : ", \($0.count) changed files" }
      ?? ""
    let assumed: SheetLine = isBranchAssumed ? " (no --branch says another)" : ""
    return what + comment + changed + assumed.styled(.faint)
  }

  private func line(_ verdict: TriggerVerdict, _ places: PlaceWords) -> SheetLine {
    let word: SheetLine =
      switch verdict.outcome {
      case .runs: SheetLine("yes").styled(.good)
      case .skipped: SheetLine("no").styled(.bad)
      case .depends: SheetLine("perhaps").styled(.doubtful)
      }
    let (reason, branch) = verdict.places(in: job)
    var line = word + ": \(verdict.requestText + verdict.reason.text)" + places.bracketed(reason)
    if let text = verdict.branchText { line += "; \(text)" + places.bracketed(branch) }
    return line
  }

  private var starterLines: [SheetLine] {
    if starters.isEmpty { return ["nothing: always_run is false, and it has no other condition"] }
    return starters.map { JobWords.words($0, on: event.branch) }
  }

  private func mergeLines(_ places: PlaceWords) -> [SheetLine] {
    guard let merge else { return [] }
    if !holders.isKnown { return ["config.yaml is not known, so that nobody can say"] }
    let start: SheetLine =
      switch merge.requirement {
      case .required: "wait for it: "
      case .ifRun: "wait for it once it has started: "
      case .optional, .none: "don't wait for it: "
      }
    let first =
      start + JobWords.words(merge, of: job, on: event.branch) + places.bracketed(merge.node)
    guard [.required, .ifRun].contains(merge.requirement) else { return [first] }
    var held: [SheetLine] = []
    if holders.waitsGitHub { held.append("GitHub waits, by branch protection") }
    if let query = holders.queries.all.first {
      held.append("Tide waits, by its query" + places.bracketed(query.firstKey))
    }
    if held.isEmpty {
      held = ["but no Tide query and no branch protection is for \(event.branch): nobody waits"]
    }
    return [first] + held
  }

  private func pluginLine(_ places: PlaceWords) -> SheetLine {
    let repo = job.repo.string
    if RepoKey.isURL(repo) { return "none: Gerrit has no plugins" }
    if !plugins.isKnown {
      return "plugins.yaml is not known; trigger must be on for \(repo)"
    }
    if let node = plugins.place(of: "trigger") {
      return "trigger is on for \(repo)" + places.bracketed(node)
    }
    return SheetLine("trigger is off for \(repo), so that nothing starts this job; ").styled(.bad)
      + "add it to plugins.yaml, for \(repo) or \(RepoKey.orgAndName(repo).org)"
  }
}
