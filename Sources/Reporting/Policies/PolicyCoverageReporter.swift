internal import Analysis
package import Formats
package import Policies

/// How much policies look at and find.
package enum PolicyCoverageReporter {
  package static func render(_ outcomes: [PolicyOutcome]) -> TerminalText {
    var rows = [["SUBJECTS", "FINDINGS", "EXCEPTED", "POLICY"]]
    for outcome in outcomes {
      let excepted = outcome.exceptions.reduce(0, +)
      rows.append([
        "\(outcome.selects)", "\(outcome.violations)",
        outcome.exceptions.isEmpty ? "" : "\(excepted)", outcome.name,
      ])
      for condition in outcome.conditions {
        rows.append([
          "", "", "",
          "  condition \(condition.name) leaves out \(condition.leftOut) of \(condition.asked)",
        ])
      }
      for (covered, reason) in zip(outcome.exceptions, outcome.reasons) {
        rows.append(["", "", "\(covered)", "  exception: \(reason)"])
      }
    }
    return TextTable.render(rows)
  }
}
