internal import ConfigMaps
internal import Diagnostics
internal import Formats
internal import JobDiff
internal import Kubernetes

/// A diff as a comment on a pull request: what counts first, details folded.
package struct DiffMarkdownReporter {
  /// GitHub's limit for a comment; counted in bytes, which are never fewer than characters.
  static let limit = 65_536

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
    appendSizes(comparison.state.groups, to: &page)
    appendJobs(comparison.jobs.changes, to: &page)
    for group in comparison.state.groups {
      for change in group.diff.keys { append(change, of: group.diff.target.name, to: &page) }
    }
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

  private func appendSizes(
    _ groups: [(targets: [ConfigMapTarget], diff: ConfigMapDiff)],
    to page: inout MarkdownPage
  ) {
    guard !groups.isEmpty else { return }
    page.appendLines(
      "\n| ConfigMap | where | keys | bytes | growth | of the limit "
        + "| heaviest keys |\n| --- | --- | --- | --- | --- | --- | --- |\n",
      groups.map { targets, diff in
        let growth = diff.newSize - diff.oldSize
        let places = targets.map { Markdown.cell("\($0.cluster)/\($0.namespace)") }
        let kind = diff.kind == .changed ? "" : diff.kind == .added ? " (new)" : " (gone)"
        return "| \(Markdown.cell(diff.target.name))\(kind) | \(places.joined(separator: ", ")) "
          + "| \(keyCounts(diff.keys)) | \(SizeLimit.number(diff.newSize)) "
          + "| \(growth > 0 ? "+" : "")\(SizeLimit.number(growth)) "
          + "| \(SizeLimit.percent(diff.newSize)) | \(heaviest(diff.new)) |\n"
      }
    )
  }

  private func heaviest(_ configMap: DesiredConfigMap?) -> String {
    (configMap?.heaviest(3) ?? []).map { entry in
      "\(Markdown.cell(entry.key)) \(SizeLimit.number(entry.size))"
    }.joined(separator: ", ")
  }

  /// `1 added, 2 changed`.
  private func keyCounts(_ keys: [KeyChange]) -> String {
    let words = keys.map { DiffWords.change($0).split(separator: " ").first.map(String.init) ?? "" }
    let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count)
    return counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
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

  private func append(_ change: KeyChange, of name: String, to page: inout MarkdownPage) {
    switch change.kind {
    case .movedTo: return
    // The table counts these; there may be hundreds.
    case .movedFrom where !change.changesContent: return
    default: break
    }
    let storage = DiffWords.storage(change).map { ", \($0)" } ?? ""
    let diff = change.changesContent ? change.diff : nil
    let counts = diff.map { " (+\($0.added) −\($0.removed))" } ?? ""
    let title =
      "\(Markdown.element(name)): \(Markdown.element(change.key)) "
      + "\(DiffWords.change(change, Markdown.element))\(storage)\(counts)"
    guard let diff else {
      page.append("\n- \(title)\n")
      return
    }
    let (fence, lines) = Markdown.fenced(
      diff.hunks.flatMap { hunk in
        [hunk.header] + hunk.lines.map { "\($0.kind.rawValue)\($0.text)" }
      }
    )
    page.appendLines(
      "\n<details><summary>\(title)</summary>\n\n\(fence)diff\n",
      lines,
      end: "\(fence)\n\n</details>\n"
    )
  }
}
