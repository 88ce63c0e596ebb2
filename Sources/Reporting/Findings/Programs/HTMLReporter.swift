internal import Analysis
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Linting

/// A page about a run for the html lens of Prow's Deck.
///
/// It has the verdict, a table of rules and the findings with links, and needs no script.
///
/// The lens puts the page into an attribute, where it escapes nothing but double quotes, so that a
/// browser decodes the page once more than a file and runs scripts that come out. What is not ours is
/// therefore escaped twice.
///
/// Source: Prow, `extractDocumentDetails` in pkg/spyglass/lenses/html/html.go, and template.html next
/// to it.
package enum HTMLReporter {
  /// Findings that are listed.
  private static let most = 500

  /// `links`: What comes before the path of a file in an address; `nil` for no links.
  package static func render(_ report: ProgramReport, links: String?) -> [UInt8] {
    let words = RunWords(report.result)
    let more = report.findings.count - most
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <title>plimsoll: \(words.verdict)</title>
      <style>\(style)</style></head><body>
      <h1>\(words.mark) \(words.verdict)</h1>
      <p>\(words.jobs) in \(words.files)\(outside(words.more))\(compared(report.result))</p>
      \(rules(report))\(findings(report, links))\
      \(more > 0 ? ["<p>and \(more) more: see the log</p>\n"] : [])</body></html>

      """
    return Array(page.text.utf8)
  }

  private static let style: HTML = """
    body{font:14px/1.45 system-ui,sans-serif;margin:0;padding:.5rem 1rem;color:#222;background:#fff}
    h1{font-size:1.2rem}table{border-collapse:collapse;width:100%;margin:.75rem 0}
    td,th{border-top:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
    td{overflow-wrap:anywhere}.error,.warning{font-weight:600;white-space:nowrap;overflow-wrap:normal}
    .error{color:#b00020}.warning{color:#7a5000}
    .small{color:#555}
    """

  private static func compared(_ result: LintResult) -> HTML {
    result.comparedWith.map { ", findings \(outside($0.words))" } ?? ""
  }

  private static func rules(_ report: ProgramReport) -> HTML {
    if report.findings.isEmpty { return "" }
    let rows = report.byRule.map { rule, findings -> HTML in
      let summary = report.result.catalogue[rule]?.summary ?? ""
      return """
        <tr><td>\(outside(rule))</td><td>\(findings.count)</td><td>\(outside(summary))</td></tr>

        """
    }
    return "<table><tr><th>rule</th><th>findings</th><th>what it finds</th></tr>\n\(rows)</table>\n"
  }

  private static func findings(_ report: ProgramReport, _ base: String?) -> HTML {
    if report.findings.isEmpty { return "" }
    let links = SourceLinks(base: base.flatMap(webAddress), pathFromTop: { $0 })
    let rows = report.errorsFirst.prefix(most).map { finding -> HTML in
      let severity = finding.diagnostic.severity.rawValue
      return """
        <tr><td class="\(severity)">\(severity)</td><td>\(place(finding, links))</td>\
        <td>\(message(finding))</td></tr>

        """
    }
    return "<table><tr><th></th><th>place</th><th>finding</th></tr>\n\(rows)</table>\n"
  }

  private static func place(_ finding: ProgramReport.Finding, _ links: SourceLinks) -> HTML {
    let line = FileLine(file: finding.path, line: finding.start.line)
    let text = outside("\(line.file):\(line.line)")
    guard let address = links.address(line) else { return text }
    return
      #"<a href="\#(attribute(address))" target="_blank" rel="noopener noreferrer">\#(text)</a>"#
  }

  private static func message(_ finding: ProgramReport.Finding) -> HTML {
    let diagnostic = finding.diagnostic
    let place = FindingPlace(diagnostic)
    let notes = [
      place.job.map { "job \($0)" }, place.field, diagnostic.help.map { "help: \($0)" },
    ].compactMap(\.self).map { note -> HTML in #"<br><span class="small">\#(outside(note))</span>"#
    }
    return "\(outside(diagnostic.message)) [\(outside(diagnostic.rule))]\(notes)"
  }

  /// Nobody else than the CI system says the address, but a page must run no script by it.
  private static func webAddress(_ base: String) -> String? {
    base.hasPrefix("https://") || base.hasPrefix("http://") ? base : nil
  }

  /// What is not ours, so that it is text also where the page is decoded once more.
  ///
  /// Quotes mean nothing there, and who opens the file itself should not see how they are escaped.
  private static func outside(_ text: String) -> HTML {
    "\(HTML.escaped(text).replacing("&quot;", with: "\"").replacing("&#39;", with: "'"))"
  }

  /// The same within the quotes of an attribute.
  private static func attribute(_ text: String) -> HTML { "\(HTML.escaped(text))" }
}
