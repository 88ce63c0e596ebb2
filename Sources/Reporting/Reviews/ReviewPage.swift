internal import Analysis
internal import ConfigMaps
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Kubernetes
internal import Prow
internal import Reviewing

/// What a review says, whatever it is written as: the verdict, and then what matters most first.
struct ReviewPage {
  let verdict: SheetLine
  let note: SheetLine
  private(set) var sections: [Section] = []
  private let review: Review
  private let links: SourceLinks

  struct Section {
    var mark: String
    var title: SheetLine
    var items: [Item]
    /// Whether people look at it only if they want to.
    var isDetail = false
  }

  struct Item {
    var line: SheetLine
    var details: [SheetLine] = []

    /// With values that leave room for what others say.
    var short: Item {
      Item(
        line: line.cut(to: ReviewPage.longestValue),
        details: details.prefix(ReviewPage.mostDetails).map { $0.cut(to: ReviewPage.longestValue) }
      )
    }
  }

  /// Characters of a value that are shown.
  private static let longestValue = 160
  private static let mostDetails = 20

  /// Names in one item; more say nothing more.
  private static let mostNames = 5
  /// Items in one section; with the longest values, all sections have room in a comment.
  private static let mostItems = 20

  /// `compared`: The two versions: `83c37da…1513cd6`.
  init(_ review: Review, compared: String, links: SourceLinks) {
    self.review = review
    self.links = links
    verdict = ReviewPage.verdict(review)
    note = ReviewPage.note(review, compared)
    add("", ReviewPage.findingCounts(review), findings)
    add("🚦", "Merges", contexts)
    add("🔑", "Power", powers)
    add("📣", "Many jobs at once", manyJobs)
    add("⏰", "Schedules", schedules)
    add("📦", "ConfigMaps", configMaps)
    add("", jobCounts, jobs, isDetail: true)
  }

  private mutating func add(
    _ mark: String,
    _ title: SheetLine,
    _ items: [Item],
    isDetail: Bool = false
  ) {
    if items.isEmpty { return }
    var shown = items.map(\.short)
    if items.count > ReviewPage.mostItems, !isDetail {
      shown = Array(shown.prefix(ReviewPage.mostItems))
      shown.append(Item(line: "and \(items.count - ReviewPage.mostItems) more"))
    }
    sections.append(Section(mark: mark, title: title, items: shown, isDetail: isDetail))
  }

  // MARK: The verdict

  private static func verdict(_ review: Review) -> SheetLine {
    let result = review.result
    let jobs = words(result.jobCount, "job")
    let (errors, warnings) = (result.count(.error), result.count(.warning))
    switch review.verdict {
    case .refused where review.refusals == 0:
      let verb = review.missing.count == 1 ? "is" : "are"
      return "⛔ Prow would not start: \(SheetLine.list(review.missing)) \(words: verb) gone"
    case .refused:
      let isOld = errors == 0 ? ", none of them new" : ""
      return "⛔ Prow would refuse this: \(words(review.refusals, "error"))\(words: isOld)"
    case .errors: return "⛔ Prow loads this, but it brings \(words(errors, "error"))"
    case .warnings where result.jobCount == 0: return "⚠️ loads, but no job is left"
    case .warnings: return "⚠️ loads: \(jobs), \(words(warnings, "new warning"))"
    case .fine: return "✅ loads: \(jobs)"
    }
  }

  private static func note(_ review: Review, _ compared: String) -> SheetLine {
    let change = review.result.jobCount - review.oldJobCount
    let amount = DiffWords.count(Int(change.magnitude), "job")
    let difference = change == 0 ? "" : " (\(amount) \(change > 0 ? "more" : "fewer"))"
    let nothing =
      review.isWithoutEffect
      ? "; nothing that runs or is published changes" : ""
    return "compared \(compared)\(words: difference)\(words: nothing)"
  }

  /// A number as people read it, and what is counted.
  private static func words(_ count: Int, _ noun: String) -> SheetLine {
    "\(words: SizeLimit.number(count)) \(words: noun)\(words: count == 1 ? "" : "s")"
  }

  // MARK: Findings

  private static func findingCounts(_ review: Review) -> SheetLine {
    let result = review.result
    let older = result.older.count
    let olderWords = older == 0 ? "" : older == 1 ? "; 1 older one" : "; \(older) older ones"
    let notShown = older == 0 ? "" : " not shown"
    return "\(words(result.count(.error), "new error")), "
      + "\(words(result.count(.warning), "new warning"))\(words: olderWords + notShown)"
  }

  private var findings: [Item] {
    let positions = PositionFinder()
    let unreadable =
      review.unreadable.isEmpty
      ? [] : [Item(line: "ConfigMaps are not compared: plugins.yaml or config.yaml can't be read")]
    return FoldedFindings(review.result.diagnostics).groups.flatMap { group in
      var items = group.shown.map { finding in
        let line = positions.position(finding.place).line
        let place = links.line(FileLine(file: finding.place.file.path, line: line))
        let severity = SheetLine(words: finding.severity.rawValue)
          .styled(finding.severity == .error ? .bad : .doubtful)
        return Item(
          line: "\(severity): \(finding.message), \(place) [\(finding.rule)]",
          details: details(finding, positions)
        )
      }
      if group.more > 0 { items.append(Item(line: "… and \(group.more) more \(group.rule)")) }
      return items
    } + unreadable
  }

  private func details(_ finding: Diagnostic, _ positions: PositionFinder) -> [SheetLine] {
    let place = FindingPlace(finding)
    var details: [SheetLine] = []
    if let job = place.job { details.append("job \(job)") }
    for related in finding.related {
      let line = positions.position(related.place).line
      let shown = links.line(FileLine(file: related.place.file.path, line: line))
      details.append("\(related.message): \(shown)")
    }
    if let help = finding.help { details.append("help: \(help)") }
    return details
  }

  // MARK: What merges wait for

  private var contexts: [Item] {
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
  private static func consequence(_ kind: ContextChange.Kind) -> SheetLine? {
    switch kind {
    case .renamed: "open pull requests can merge only after a run under the new name"
    case .isNotReported: "nothing can merge there until the setting is changed"
    case .appears, .vanishes, .isAskedFor: nil
    }
  }

  private func names(_ names: [String]) -> SheetLine {
    let shown = SheetLine.list(Array(names.prefix(ReviewPage.mostNames)))
    let more = names.count - ReviewPage.mostNames
    return more > 0 ? "\(shown) and \(more) more" : shown
  }

  // MARK: Power

  private var powers: [Item] {
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

  private func isAmongContexts(_ change: JobChange) -> Bool {
    review.contexts.contains { context in
      context.repo == change.job.repo && context.place == change.place && context.kind != .vanishes
    }
  }

  // MARK: Schedules

  private var schedules: [Item] {
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

  private var configMaps: [Item] {
    (review.configMaps ?? []).map { diff in
      let places = names(diff.targets.map { "\($0.cluster)/\($0.namespace)" })
      let kind = diff.kind == .changed ? "" : diff.kind == .added ? " (new)" : " (gone)"
      return Item(
        line: "\(diff.name)\(words: kind) in \(places): \(words: ReviewPage.size(diff))"
      )
    }
  }

  /// `+106 bytes, now 1,310, 0.1 % of the limit`.
  private static func size(_ diff: ConfigMapGrowth) -> String {
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
  private var manyJobs: [Item] {
    JobGroups.grouped(review.jobs.changes).filter { $0.count > ReviewPage.mostNames }.map { group in
      Item(
        line:
          "\(ReviewPage.words(group.count, "job")), \(names(group.map { DiffWords.job($0.job) }))",
        details: fields(group[0])
      )
    }
  }

  private func fields(_ change: JobChange) -> [SheetLine] {
    change.fields.map { field in
      let (old, new) = DiffWords.values(field.old, field.new)
      return "\(field.name): \(old) → \(new)"
    }
  }

  private var jobCounts: SheetLine {
    let counts = JobChange.Kind.allCases.compactMap { kind in
      let count = review.jobs.changes.count { $0.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    let unread = review.jobs.unread.count
    let files = unread == 0 ? [] : ["\(DiffWords.count(unread, "file")) not compared"]
    return "Jobs: \(words: (counts + files).joined(separator: ", "))"
  }

  private var jobs: [Item] {
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

extension JobChange {
  /// When it ran before; `nil` if that is the same.
  fileprivate var runsBefore: String? { fields.first { $0.name == "runs" }?.old }
}

/// Things that are alike, in the order of the first of each.
private struct Groups<Item> {
  private(set) var all: [[Item]] = []

  init(_ items: [Item], likeness: (Item) -> [String]) {
    var positions: [[String]: Int] = [:]
    for item in items {
      let key = likeness(item)
      if let position = positions[key] {
        all[position].append(item)
      } else {
        positions[key] = all.count
        all.append([item])
      }
    }
  }
}
