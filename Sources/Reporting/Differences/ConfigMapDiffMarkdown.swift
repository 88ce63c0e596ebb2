package import ConfigMaps
package import Formats
internal import Kubernetes

/// The ConfigMaps of a diff, as parts of a comment.
package struct ConfigMapDiffMarkdown {
  private let groups: [(targets: [ConfigMapTarget], diff: ConfigMapDiff)]

  package init(_ diff: StateDiff) { groups = diff.groups }

  /// A table of the ConfigMaps that differ.
  package func appendSizes(to page: inout MarkdownPage) {
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

  /// The values that differ, folded.
  package func appendKeys(to page: inout MarkdownPage) {
    for group in groups {
      for change in group.diff.keys { append(change, of: group.diff.target.name, to: &page) }
    }
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
