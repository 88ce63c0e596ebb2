package import Analysis
package import Formats
internal import Prow
internal import Reporting

/// What a bump moves, and what it leaves as it is.
package struct BumpReport {
  private let plan: BumpPlan
  private let families: [BumpPlan.Family]
  private let namesAbsent: Bool
  /// As many images that keep their tags are shown.
  private static let most = 20

  /// `namesAbsent`: Whether to name families without images: prefixes of a configuration may be for
  /// images to come.
  package init(_ plan: BumpPlan, _ families: [BumpPlan.Family], namesAbsent: Bool) {
    (self.plan, self.families, self.namesAbsent) = (plan, families, namesAbsent)
  }

  package var summary: TerminalText {
    var output = TerminalText()
    for move in plan.moves {
      let family = families[move.family]
      output += "\(family.name): \(move.from.version) → \(move.to.version), "
      output += "\(DiffWords.count(move.placeCount, "place"))\n"
      output += "  \(move.images.joined(separator: ", "))\n"
      if let repository = family.repository {
        output += "  \(repository)/compare/\(move.from.commit)...\(move.to.commit)\n"
      }
    }
    for index in plan.absent where namesAbsent {
      output += "\(families[index].name): there is no such image\n"
    }
    let files = DiffWords.count(plan.changes.count, "file")
    output += plan.changes.isEmpty ? "no image moves\n" : "\(files) in all\n"
    return output + list(plan.kept, "kept:\n")
  }

  package var inconsistent: TerminalText { list(plan.inconsistent, "") }

  private func list(_ kept: [BumpPlan.Kept], _ heading: TerminalText) -> TerminalText {
    if kept.isEmpty { return TerminalText() }
    let positions = PositionFinder()
    var output = heading
    for image in kept.prefix(BumpReport.most) {
      output += "  \(positions.text(image.place)): \(image.image.name):\(image.image.tag) "
      output += "\(image.reason.words)\n"
    }
    let rest = kept.count - BumpReport.most
    return rest > 0 ? output + "  and \(rest) more\n" : output
  }
}

extension BumpPlan.Kept.Reason {
  /// What follows the name of the image.
  package var words: String {
    switch self {
    case .digest: "has a digest, which says which image it is"
    case .undated: "has a tag that is not a date and a commit"
    case .unasked: "does not get the version of the others"
    case .newer: "is newer; --allow-older moves it, too"
    case .unknown(let reason): reason
    }
  }
}
