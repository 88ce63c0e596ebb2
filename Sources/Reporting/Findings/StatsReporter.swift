package import Analysis
internal import Diagnostics
package import Formats
internal import Policies

/// What a run took, and which rules had something to say.
package enum StatsReporter {
  package static func render(_ result: LintResult) -> TerminalText {
    var output: TerminalText = "files  \(result.fileCount)\njobs   \(result.jobCount)\n"
    for phase in result.phases {
      output += "\(milliseconds(phase.seconds)) ms  \(phase.name)\n"
    }
    var hits: [String: Int] = [:]
    for diagnostic in result.diagnostics { hits[diagnostic.rule, default: 0] += 1 }
    for (rule, count) in hits.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      output += "\(padded("\(count)"))  \(rule)\n"
    }
    return output + policies(result)
  }

  /// What each policy looked at and found, and its time in the thread that it ran in.
  private static func policies(_ result: LintResult) -> TerminalText {
    if result.policies.isEmpty { return TerminalText() }
    let rows = result.policies.map { outcome in
      let (seconds, attoseconds) = outcome.time.components
      let time = Double(seconds) + Double(attoseconds) * 1e-18
      return [
        "\(outcome.selects)", "\(outcome.violations)", "\(outcome.cost)",
        milliseconds(time) + " ms", outcome.id,
      ]
    }
    return TextTable.render([["SUBJECTS", "FINDINGS", "COST", "TIME", "POLICY"]] + rows)
  }

  private static func milliseconds(_ seconds: Double) -> String {
    padded("\((seconds * 10_000).rounded() / 10)")
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 8 - text.count)) + text
  }
}
