package import Diagnostics
internal import Formats

/// Findings as workflow commands, which GitHub shows as annotations of lines.
///
/// GitHub shows ten errors and ten warnings of a step and leaves the others out, so these are summed
/// up. Those on lines that the change brings come first then.
///
/// Source: GitHub, "Workflow commands for GitHub Actions", and "Limitations" in the documentation of
/// actions/toolkit.
package enum GitHubReporter {
  private static let mostOfOneLevel = 10

  /// The lines that the change brings in some files, which have their paths from the top of the
  /// repository; `nil` if nobody knows.
  package typealias FindChanges = (_ files: [String: SourceFile]) -> ChangedLines?

  /// `changes`: Called only if not all findings are shown.
  package static func render(
    _ report: ProgramReport,
    changes: FindChanges = { _ in nil }
  ) -> [UInt8] {
    lazy var changed = changes(
      Dictionary(report.findings.map { ($0.path, $0.diagnostic.place.file) }) { first, _ in first }
    )
    var output = ""
    for severity in [Severity.error, .warning] {
      var findings = report.findings.filter { $0.diagnostic.severity == severity }
      // The last annotation of a level says how many are left out.
      let isCut = findings.count > mostOfOneLevel
      if isCut, let changed { findings = nearestFirst(findings, changed) }
      for finding in findings.prefix(isCut ? mostOfOneLevel - 1 : mostOfOneLevel) {
        output += command(finding)
      }
      if isCut {
        let count = findings.count - mostOfOneLevel + 1
        let words = DiffWords.count(count, "more \(severity.rawValue)")
        output += "::\(severity.rawValue) title=plimsoll::\(words): see the log of this step\n"
      }
    }
    return Array(output.utf8)
  }

  private static func nearestFirst(
    _ findings: [ProgramReport.Finding],
    _ changed: ChangedLines
  ) -> [ProgramReport.Finding] {
    let distances = findings.map { changed.distance(of: $0.path, line: $0.start.line) }
    return (0...2).flatMap { wanted in
      zip(findings, distances).filter { $0.1 == wanted }.map(\.0)
    }
  }

  private static func command(_ finding: ProgramReport.Finding) -> String {
    let place = FindingPlace(finding.diagnostic)
    let about = [place.job.map { "job \($0)" }, place.field].compactMap(\.self)
    let title = ([finding.diagnostic.rule] + about).joined(separator: ", ")
    return "::\(finding.diagnostic.severity.rawValue) file=\(property(finding.path)),"
      + "line=\(finding.start.line),endLine=\(finding.end.line),"
      + "col=\(finding.start.column),endColumn=\(finding.end.column),"
      + "title=\(property(title))::\(data(finding.text))\n"
  }

  /// Text after the colons; no line of it is taken for a command of its own.
  private static func data(_ text: String) -> String { escaped(text, ["%", "\r", "\n"]) }

  private static func property(_ text: String) -> String {
    escaped(text, ["%", "\r", "\n", ":", ","])
  }

  /// Scalar by scalar, since CR LF is one character, and so is a comma with an accent.
  private static func escaped(_ text: String, _ marks: Set<Unicode.Scalar>) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      if marks.contains(scalar) {
        output += PercentEncoding.encode(String(scalar))
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
