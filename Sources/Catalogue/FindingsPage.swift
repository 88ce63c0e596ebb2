internal import Analysis
internal import Diagnostics
internal import Formats
internal import Linting
internal import Prow
internal import Reporting
internal import YAML

/// All findings of lint, by rule.
struct FindingsPage {
  private let site: Site

  init(_ site: Site) { self.site = site }

  var files: [Site.File] {
    [("findings.html", site.topFrame.page("Findings", "<h1>Findings</h1>\n" + content))]
  }

  private var content: HTML {
    let findings = site.findings.all
    if findings.isEmpty { return "<p>Nothing is found.</p>\n" }
    let byRule = Dictionary(grouping: findings, by: \.finding.rule).sorted { $0.key < $1.key }
    let contents = byRule.map { rule, findings -> HTML in
      "<li><a href=\"#\(FindingsPage.id(rule))\">\(rule)</a>, \(findings.count)</li>\n"
    }
    let list = FindingList(LinkedPages(site.topLinks))
    let sections = byRule.map { rule, findings -> HTML in
      let summary = site.input.result.catalogue[rule]?.summary
      let items = findings.map { list.item($0.finding, job: $0.job.map(job) ?? "") }
      return """
        <h2 id="\(FindingsPage.id(rule))">\(rule)</h2>
        \(summary.map { "<p>\($0)</p>\n" as HTML } ?? "")<ul>
        \(items)</ul>

        """
    }
    return """
      <p>\(Site.count(site.input.result.count(.error), "error")) and \
      \(Site.count(site.input.result.count(.warning), "warning")), as \
      <code>plimsoll lint</code> has them</p>
      <ul>
      \(contents)</ul>
      \(sections)
      """
  }

  private func job(_ index: Int) -> SheetLine {
    let job = site.jobs[index].job
    return SheetLine(value: job.name.string, link: site.topLinks.job(job))
  }

  /// The names of policies have slashes.
  private static func id(_ rule: String) -> String { "rule-\(rule.replacing("/", with: "-"))" }
}
