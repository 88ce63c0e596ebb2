internal import Analysis
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Kubernetes
internal import Reviewing

/// What a review says, whatever it is written as: the verdict, and then what matters most first.
struct ReviewPage {
  let verdict: SheetLine
  let note: SheetLine
  private(set) var sections: [Section] = []
  let review: Review
  let links: SourceLinks

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
  static let mostNames = 5
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
  static func words(_ count: Int, _ noun: String) -> SheetLine {
    "\(words: SizeLimit.number(count)) \(words: noun)\(words: count == 1 ? "" : "s")"
  }
}

extension JobChange {
  /// When it ran before; `nil` if that is the same.
  var runsBefore: String? { fields.first { $0.name == "runs" }?.old }
}

/// Things that are alike, in the order of the first of each.
struct Groups<Item> {
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
