package import Diagnostics
package import Formats

/// How many findings each rule has.
package struct RuleCounts {
  /// Those with errors first, and then those with most findings.
  package let rules: [(name: String, errors: Int, warnings: Int)]

  package init(_ findings: [Diagnostic]) {
    var counts: [String: (errors: Int, warnings: Int)] = [:]
    for finding in findings {
      switch finding.severity {
      case .error: counts[finding.rule, default: (0, 0)].errors += 1
      case .warning: counts[finding.rule, default: (0, 0)].warnings += 1
      }
    }
    rules = counts.map { ($0.key, $0.value.errors, $0.value.warnings) }.sorted {
      ($1.errors, $1.warnings, $0.name) < ($0.errors, $0.warnings, $1.name)
    }
  }

  /// For people.
  package var table: TerminalText {
    func cell(_ count: Int) -> String { count == 0 ? "" : "\(count)" }
    return TextTable.render(
      [["ERRORS", "WARNINGS", "RULE"]]
        + rules.map { [cell($0.errors), cell($0.warnings), $0.name] }
    )
  }
}
