package import Analysis
internal import Diagnostics
package import Formats

/// One line a finding, for editors and grep.
package enum ConciseReporter {
  package static func render(_ result: LintResult, workers: Int) async -> TerminalText {
    await FindingText.render(result.diagnostics, workers: workers, render)
  }

  private static func render(_ findings: [Diagnostic]) -> TerminalText {
    let positions = PositionFinder()
    var output = TerminalText()
    for diagnostic in findings {
      output += "\(positions.text(diagnostic.place)): \(diagnostic.severity.rawValue): "
      output += "\(diagnostic.message)\(place(diagnostic)) [\(diagnostic.rule)]\n"
    }
    return output
  }

  /// ` (job unit, spec.containers[0].image)`.
  private static func place(_ diagnostic: Diagnostic) -> String {
    let place = FindingPlace(diagnostic)
    let parts = [place.job.map { "job \($0)" }, place.field].compactMap(\.self)
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }
}
