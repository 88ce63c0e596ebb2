internal import Diagnostics
internal import Formats
internal import Reporting

/// Findings, with links to their places.
struct FindingList {
  private let pages: LinkedPages

  init(_ pages: LinkedPages) { self.pages = pages }

  /// A part of a page; nothing if there are none.
  func section(_ findings: [Diagnostic]) -> HTML {
    if findings.isEmpty { return "" }
    return "<h2>Findings</h2>\n<ul>\n\(findings.map { item($0) })</ul>\n"
  }

  /// `job`: The job that it is about, where the page is not that of the job.
  func item(_ finding: Diagnostic, job: SheetLine = "") -> HTML {
    let severity = finding.severity
    let style: SheetLine.Style = severity == .error ? .bad : .doubtful
    let word = SheetLine(words: severity.rawValue).styled(style)
    let place = place(finding.place) + (job.isEmpty ? "" : ", job " + job)
    let help: HTML = finding.help.map { "<br>\($0)" } ?? ""
    return """
      <li>\(word.html): \(finding.message) [<code>\(finding.rule)</code>], \
      \(place.html)\(help)</li>

      """
  }

  private func place(_ place: Place) -> SheetLine {
    let line = pages.positions.line(place)
    return SheetLine(
      value: "\(place.file.path):\(line)",
      link: pages.address(place.file, line: line)
    )
  }
}
