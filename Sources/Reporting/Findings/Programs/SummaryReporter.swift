internal import Analysis
internal import Diagnostics
internal import Formats

/// A page about a run, for the summary of a step: how many findings, by rule, and the first of them.
package enum SummaryReporter {
  /// Findings that are listed.
  private static let most = 50
  /// GitHub's limit for the summary of a step.
  private static let limit = 1 << 20

  package static func render(_ report: ProgramReport) -> [UInt8] {
    let result = report.result
    var page = MarkdownPage(limit: limit)
    let (errors, warnings) = (result.count(.error), result.count(.warning))
    let jobs = DiffWords.count(result.jobCount, "job")
    let files = DiffWords.count(result.fileCount, "file")
    let more =
      result.notShown.isEmpty ? "" : "; \(result.notShown.joined(separator: ", ")) not shown"
    if errors + warnings == 0 {
      let words = more.isEmpty ? "clean" : "nothing to show"
      page.append("### ✅ plimsoll: \(words), \(jobs) in \(files)\(more)\n" + compared(result))
      return Array(page.finished(seeAlso: "plimsoll lint").utf8)
    }
    let counts = [
      errors > 0 ? DiffWords.count(errors, "error") : "",
      warnings > 0 ? DiffWords.count(warnings, "warning") : "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    page.append(
      "### \(errors > 0 ? "⛔" : "⚠️") plimsoll: \(counts) in \(files) with \(jobs)\(more)\n"
        + compared(result)
    )
    // Errors first.
    let findings =
      report.findings.filter { $0.diagnostic.severity == .error }
      + report.findings.filter { $0.diagnostic.severity != .error }
    let rules = Dictionary(grouping: findings, by: \.diagnostic.rule)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    page.appendLines(
      "\n| rule | findings |\n| --- | --- |\n",
      rules.map { "| \(Markdown.cell($0.key)) | \($0.value.count) |\n" }
    )
    page.appendLines(
      "\n",
      findings.prefix(most).map { finding in
        let place = "\(finding.path):\(finding.start.line)"
        let help = finding.diagnostic.help.map { " (\(Markdown.code($0)))" } ?? ""
        return "- **\(finding.diagnostic.severity.rawValue)** \(Markdown.code(place)): "
          + "\(Markdown.code(finding.diagnostic.message))\(help)\n"
      }
    )
    if findings.count > most { page.append("- and \(findings.count - most) more\n") }
    return Array(page.finished(seeAlso: "plimsoll lint").utf8)
  }

  private static func compared(_ result: LintResult) -> String {
    result.comparedWith.map { "\nfindings \(Markdown.code($0.words))\n" } ?? ""
  }
}
