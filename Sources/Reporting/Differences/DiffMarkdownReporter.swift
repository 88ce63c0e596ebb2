internal import ConfigMaps
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Kubernetes

/// A diff as a comment on a pull request: what counts first, details folded.
package struct DiffMarkdownReporter {
  /// GitHub's limit for a comment; counted in bytes, which are never fewer than characters.
  package static let limit = 65_536

  package init() {}

  package func render(_ comparison: Comparison) -> String {
    var page = MarkdownPage(limit: DiffMarkdownReporter.limit)
    let summary = DiffWords.summary(comparison)
    if let refusal = DiffWords.refusal(comparison, Markdown.code) {
      page.append("### \(refusal)\n")
      appendProblems(comparison.problems, to: &page)
      page.append("\n### \(summary.prefix(1).uppercased() + summary.dropFirst())\n")
    } else {
      page.append("### \(summary.prefix(1).uppercased() + summary.dropFirst())\n")
      appendProblems(comparison.problems, to: &page)
    }
    appendUnread(comparison.jobs.unread, to: &page)
    appendGains(comparison.gaining, to: &page)
    let configMaps = ConfigMapDiffMarkdown(comparison.state)
    configMaps.appendSizes(to: &page)
    appendJobs(comparison.jobs.changes, to: &page)
    configMaps.appendKeys(to: &page)
    let range = comparison.to.map { "\(comparison.from) \($0)" } ?? comparison.from
    return page.finished(seeAlso: "plimsoll diff \(range)")
  }

  private func appendProblems(_ problems: [Diagnostic], to page: inout MarkdownPage) {
    guard !problems.isEmpty else { return }
    let positions = PositionFinder()
    page.appendLines(
      "\n",
      problems.map { problem in
        let help = problem.help.map { " (\(Markdown.code($0)))" } ?? ""
        return "- **\(problem.severity.rawValue)**: \(Markdown.code(problem.message))\(help), "
          + "\(Markdown.code(positions.text(problem.place))), "
          + "\(Markdown.code(problem.rule))\n"
      }
    )
  }

  private func appendUnread(_ files: [JobsDiff.UnreadFile], to page: inout MarkdownPage) {
    guard !files.isEmpty else { return }
    page.appendLines(
      "\n",
      files.map { "- \(Markdown.code($0.name)) \(DiffWords.unread($0))\n" }
    )
  }

  private func appendGains(_ changes: [JobChange], to page: inout MarkdownPage) {
    guard !changes.isEmpty else { return }
    page.appendLines(
      "\n**\(DiffWords.count(changes.count, "job")) \(changes.count == 1 ? "gains" : "gain") power:**\n\n",
      changes.map { change in
        "- \(Markdown.code(DiffWords.job(change.job))) (\(change.kind.rawValue)): "
          + change.gains.map { Markdown.code($0.text) }.joined(separator: "; ") + "\n"
      }
    )
  }

  private func appendJobs(_ changes: [JobChange], to page: inout MarkdownPage) {
    guard !changes.isEmpty else { return }
    let counts = JobChange.Kind.allCases.compactMap { kind in
      let count = changes.count { $0.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    page.appendLines(
      "\n<details><summary>Jobs: \(counts.joined(separator: ", "))</summary>\n\n",
      JobGroups.grouped(changes).map(lines),
      end: "\n</details>\n"
    )
  }

  /// More names than this say no more.
  private static let mostNames = 20

  private func lines(_ group: [JobChange]) -> String {
    guard let first = group.first else { return "" }
    var text: String
    if group.count == 1 {
      text =
        "- \(Markdown.code(DiffWords.job(first.job))) \(DiffWords.change(first, Markdown.code))"
      text += ", \(Markdown.code("\(first.place.file):\(first.place.line)"))\n"
    } else {
      let names = group.prefix(DiffMarkdownReporter.mostNames).map { change in
        Markdown.code(DiffWords.job(change.job))
      }
      let rest = group.count - names.count
      text = "- \(DiffWords.count(group.count, "job")) change alike: "
      text += names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "") + "\n"
    }
    for field in first.fields {
      let (old, new) = DiffWords.values(field.old, field.new)
      text += "  - \(Markdown.code(field.name)): \(Markdown.code(old)) → \(Markdown.code(new))\n"
    }
    return text
  }
}
