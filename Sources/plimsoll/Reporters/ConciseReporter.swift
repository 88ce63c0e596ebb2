import Diagnostics
import Frontend
import Linting

/// One line a finding, for editors and grep.
enum ConciseReporter {
  static func render(_ result: LintResult) -> [UInt8] {
    let positions = PositionFinder()
    var output = ""
    for diagnostic in result.diagnostics {
      output += "\(positions.text(diagnostic.place)): \(diagnostic.severity.rawValue): "
      output += "\(diagnostic.message) [\(diagnostic.rule)]\n"
    }
    return Array(output.utf8)
  }
}
