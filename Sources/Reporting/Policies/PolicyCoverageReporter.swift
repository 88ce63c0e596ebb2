internal import Analysis
package import Formats
package import Policies

/// How much policies look at and find.
package enum PolicyCoverageReporter {
  package static func render(_ outcomes: [PolicyOutcome]) -> TerminalText {
    var rows = [["SUBJECTS", "FINDINGS", "EXCEPTED", "POLICY"]]
    for outcome in outcomes {
      rows.append([
        "\(outcome.selects)", "\(outcome.violations)",
        outcome.exceptions.map(String.init).joined(separator: " + "),
        outcome.name,
      ])
    }
    return TextTable.render(rows)
  }
}
