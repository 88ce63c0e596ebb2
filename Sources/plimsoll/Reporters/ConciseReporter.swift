import Diagnostics
import Frontend
import Linting

/// One line a finding, for editors and grep.
enum ConciseReporter {
  static func render(_ result: LintResult) -> TerminalText {
    let positions = PositionFinder()
    var output = TerminalText()
    for diagnostic in result.diagnostics {
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
