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
    let words = RunWords(result)
    var page = MarkdownPage(limit: limit)
    if result.diagnostics.isEmpty {
      page.append(
        "### \(words.mark) plimsoll: \(words.verdict), \(words.jobs) in \(words.files)\(words.more)\n"
          + compared(result)
      )
      return Array(page.finished(seeAlso: "plimsoll lint").utf8)
    }
    page.append(
      "### \(words.mark) plimsoll: \(words.verdict) in \(words.files) with \(words.jobs)\(words.more)\n"
        + compared(result)
    )
    let findings = report.errorsFirst
    page.appendLines(
      "\n| rule | findings |\n| --- | --- |\n",
      report.byRule.map { "| \(Markdown.cell($0.rule)) | \($0.findings.count) |\n" }
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
