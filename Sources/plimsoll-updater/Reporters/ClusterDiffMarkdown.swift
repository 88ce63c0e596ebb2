internal import Analysis
internal import Cluster
import ConfigMaps
import Diagnostics
import Formats
import Reporting
import Updater

/// What apply would change in clusters, as a comment: what counts first, values folded.
enum ClusterDiffMarkdown {
  static func render(_ report: ApplyReport) -> String {
    var page = MarkdownPage(limit: DiffMarkdownReporter.limit)
    let diff = report.diff
    page.append("### \(title(report, diff))\n")
    let problems = report.source.checked.problems.map(problem)
    if !problems.isEmpty { page.appendLines("\n", problems) }
    let failures = report.failures.compactMap(failure)
    if !failures.isEmpty { page.appendLines("\n", failures) }
    let configMaps = ConfigMapDiffMarkdown(diff)
    configMaps.appendSizes(to: &page)
    configMaps.appendKeys(to: &page)
    return page.finished(seeAlso: "plimsoll-updater diff")
  }

  private static func title(_ report: ApplyReport, _ diff: StateDiff) -> String {
    if report.isRefused { return "Nothing compared: Prow would refuse the files" }
    let count = diff.configMaps.count
    let words = count == 1 ? "1 ConfigMap differs" : "\(count) ConfigMaps differ"
    let failed = report.failures.count
    let rest = failed == 0 ? "" : ", \(DiffWords.count(failed, "ConfigMap")) could not be compared"
    return "\(count == 0 ? "Nothing differs" : words) in the clusters\(rest)"
  }

  private static func problem(_ problem: Diagnostic) -> String {
    "- **\(problem.severity.rawValue)**: \(Markdown.code(problem.message)), "
      + "\(Markdown.code(PositionFinder().text(problem.place))), \(Markdown.code(problem.rule))\n"
  }

  private static func failure(_ outcome: TargetOutcome) -> String? {
    // Everybody who can read the pull request reads it.
    outcome.error.map { error in
      "- \(Markdown.code("\(outcome.target)")) could not be compared: "
        + "\(Markdown.code(error.publicDescription))\n"
    }
  }
}
