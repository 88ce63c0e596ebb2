internal import Analysis
internal import ConfigMaps
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Kubernetes
internal import Prow
internal import Reviewing

extension ReviewPage {
  // MARK: What merges wait for

  var contexts: [Item] {
    // Alike in several repositories or branches is said once.
    let groups = Groups(review.contexts) { [$0.repo, "\($0.kind)"] + $0.branches }
    return groups.all.map { changes in
      let first = changes[0]
      let contexts = names(changes.map(\.context))
      let one = changes.count == 1
      let noun: SheetLine = one ? "required context" : "\(changes.count) required contexts"
      let verb = SheetLine(words: one ? "is" : "are")
      let what: SheetLine =
        switch first.kind {
        case .appears: "merges wait for \(contexts)"
        case .vanishes: "merges no longer wait for \(contexts)"
        case .renamed(let old): "required context \(old) is now called \(contexts)"
        case .isNotReported(let setting):
          "\(noun) \(contexts) \(verb) gone: \(words: setting) still asks for \(words: one ? "it" : "them")"
        case .isAskedFor(let setting):
          "no job here reports \(contexts), which \(words: setting) asks for"
        }
      let place = one ? SheetLine(words: ", ") + links.line(first.place) : ""
      let branches: SheetLine =
        first.branches.isEmpty ? "" : " on \(names(first.branches))"
      return Item(
        line: "\(what) in \(first.repo)\(branches)\(place)",
        details: ReviewPage.consequence(first.kind).map { [$0] } ?? []
      )
    }
  }

  /// What people would not expect.
  static func consequence(_ kind: ContextChange.Kind) -> SheetLine? {
    switch kind {
    case .renamed: "open pull requests can merge only after a run under the new name"
    case .isNotReported: "nothing can merge there until the setting is changed"
    case .appears, .vanishes, .isAskedFor: nil
    }
  }

  func names(_ names: [String]) -> SheetLine {
    let shown = SheetLine.list(Array(names.prefix(ReviewPage.mostNames)))
    let more = names.count - ReviewPage.mostNames
    return more > 0 ? "\(shown) and \(more) more" : shown
  }

  // MARK: Power

  var powers: [Item] {
    let gaining = review.jobs.changes.compactMap { change -> (job: JobChange, gains: [JobGain])? in
      let gains = change.gains.filter { $0 != .blocksMerges || !isAmongContexts(change) }
      return gains.isEmpty ? nil : (change, gains)
    }
    return Groups(gaining) { $0.gains.map(\.text) }.all.map { group in
      let (change, gains) = group[0]
      let what =
        SheetLine.joined(
          gains.prefix(ReviewPage.mostNames).map { gain in
            let space = gain.words.isEmpty || gain.name == nil ? "" : " "
            return SheetLine(words: gain.words + space)
              + (gain.name.map { SheetLine(value: $0) } ?? "")
          },
          separator: "; "
        )
        + (gains.count > ReviewPage.mostNames
          ? "; and \(gains.count - ReviewPage.mostNames) more" : "")
      if group.count == 1 {
        return Item(line: "\(DiffWords.job(change.job)): \(what), \(links.line(change.place))")
      }
      let jobs = names(group.map { DiffWords.job($0.job.job) })
      return Item(line: "\(ReviewPage.words(group.count, "job")), \(jobs): each \(what)")
    }
  }

  func isAmongContexts(_ change: JobChange) -> Bool {
    review.contexts.contains { context in
      context.repo == change.job.repo && context.place == change.place && context.kind != .vanishes
    }
  }

  // MARK: Schedules

  var schedules: [Item] {
    let periodics = review.jobs.changes.filter { $0.job.kind == "periodic" }
    return Groups(periodics) { change in
      switch change.kind {
      case .added, .removed: [change.kind.rawValue, change.job.name]
      case .renamed: [change.job.name]
      case .moved, .changed: change.runsBefore.map { [$0, change.runs] } ?? []
      }
    }.all.compactMap { group in
      let change = group[0]
      let former: SheetLine = change.oldName.map { ", called \($0) before" } ?? ""
      let name = names(group.map(\.job.name)) + former
      switch change.kind {
      case .added: return Item(line: "\(name) is new: runs \(change.runs)")
      case .removed: return Item(line: "\(name) is gone: ran \(change.runs)")
      case .renamed, .moved, .changed:
        guard let old = change.runsBefore else { return nil }
        return Item(line: "\(name): ran \(old), now \(change.runs)")
      }
    }
  }

  // MARK: ConfigMaps

  var configMaps: [Item] {
    (review.configMaps ?? []).map { diff in
      let places = names(diff.targets.map { "\($0.cluster)/\($0.namespace)" })
      let kind = diff.kind == .changed ? "" : diff.kind == .added ? " (new)" : " (gone)"
      return Item(
        line: "\(diff.name)\(words: kind) in \(places): \(words: ReviewPage.size(diff))"
      )
    }
  }

  /// `+106 bytes, now 1,310, 0.1 % of the limit`.
  static func size(_ diff: ConfigMapGrowth) -> String {
    let growth = "\(diff.growth > 0 ? "+" : "")\(SizeLimit.number(diff.growth)) bytes"
    if diff.kind == .removed { return growth }
    if diff.isExact {
      return "\(growth), now \(SizeLimit.number(diff.size)), "
        + "\(SizeLimit.percent(diff.size)) of the limit"
    }
    // An estimate that is not rounded would seem to grow by itself.
    let steps = (diff.size * 20 + SizeLimit.bytes / 2) / SizeLimit.bytes
    return "\(growth), now about \(steps * 5) % of the limit"
  }

  // MARK: Jobs

  /// What presets and defaults bring.
  var manyJobs: [Item] {
    JobGroups.grouped(review.jobs.changes).filter { $0.count > ReviewPage.mostNames }.map { group in
      Item(
        line:
          "\(ReviewPage.words(group.count, "job")), \(names(group.map { DiffWords.job($0.job) }))",
        details: fields(group[0])
      )
    }
  }

  func fields(_ change: JobChange) -> [SheetLine] {
    change.fields.map { field in
      let (old, new) = DiffWords.values(field.old, field.new)
      return "\(field.name): \(old) → \(new)"
    }
  }

  var jobCounts: SheetLine {
    let counts = JobChange.Kind.allCases.compactMap { kind in
      let count = review.jobs.changes.count { $0.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    let unread = review.jobs.unread.count
    let files = unread == 0 ? [] : ["\(DiffWords.count(unread, "file")) not compared"]
    return "Jobs: \(words: (counts + files).joined(separator: ", "))"
  }

  var jobs: [Item] {
    let unread = review.jobs.unread.map {
      let isConfig = $0.name == review.result.workspace.config?.file.path
      let what = isConfig ? "can't be read; no job is compared" : DiffWords.unread($0)
      return Item(line: "\($0.name) \(words: what)")
    }
    return unread
      + JobGroups.grouped(review.jobs.changes).filter { $0.count <= ReviewPage.mostNames }.map {
        group in
        let change = group[0]
        var details = fields(change)
        if change.kind == .added { details.append("runs \(change.runs)") }
        if group.count > 1 {
          let jobs = names(group.map { DiffWords.job($0.job) })
          return Item(line: "\(group.count) jobs change alike: \(jobs)", details: details)
        }
        let kind: SheetLine =
          (change.oldName ?? change.oldPlace?.file).map {
            "\(words: change.kind.rawValue) from \($0)"
          }
          ?? SheetLine(words: change.kind.rawValue)
        return Item(
          line: "\(DiffWords.job(change.job)) \(kind), \(links.line(change.place))",
          details: details
        )
      }
  }
}
