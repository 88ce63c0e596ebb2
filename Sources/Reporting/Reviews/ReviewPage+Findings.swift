internal import Analysis
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Reviewing

extension ReviewPage {
  static func findingCounts(_ review: Review) -> SheetLine {
    let result = review.result
    let older = result.older.count
    let olderWords = older == 0 ? "" : older == 1 ? "; 1 older one" : "; \(older) older ones"
    let notShown = older == 0 ? "" : " not shown"
    return "\(words(result.count(.error), "new error")), "
      + "\(words(result.count(.warning), "new warning"))\(words: olderWords + notShown)"
  }

  var findings: [Item] {
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

  func details(_ finding: Diagnostic, _ positions: PositionFinder) -> [SheetLine] {
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
}
