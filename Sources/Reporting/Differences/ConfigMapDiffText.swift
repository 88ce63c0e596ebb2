package import ConfigMaps
package import Formats
internal import Kubernetes

/// Differences of ConfigMaps, for people at a terminal.
package struct ConfigMapDiffText {
  private let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  /// What several clusters and namespaces have alike is shown once.
  package func render(_ state: StateDiff) -> TerminalText {
    var output = TerminalText()
    for group in state.groups { append(group.diff, group.targets, to: &output) }
    return output
  }

  private func append(
    _ diff: ConfigMapDiff,
    _ targets: [ConfigMapTarget],
    to output: inout TerminalText
  ) {
    let places = targets.map { "\($0.cluster)/\($0.namespace)" }.joined(separator: ", ")
    let kind = diff.kind == .changed ? "" : diff.kind == .added ? ", new" : ", gone"
    output += styled("ConfigMap \(diff.target.name)", .strong) + " in \(places)\(kind)\n"
    output += "  \(DiffWords.size(diff))\n"
    if let new = diff.new, new.entries.count > 1 {
      output += "  heaviest: \(SizeReporter.heaviest(new))\n"
    }
    for change in diff.keys { append(change, to: &output) }
    output += "\n"
  }

  private func append(_ change: KeyChange, to output: inout TerminalText) {
    let path = change.path == change.key ? "" : ", \(change.path)"
    let storage = DiffWords.storage(change).map { ", \($0)" } ?? ""
    output += styled("  \(change.key)", .strong)
    output += ": \(DiffWords.change(change))\(path)\(storage)\n"
    if case .movedTo = change.kind { return }
    guard change.changesContent else { return }
    guard let diff = change.diff else {
      output += "  binary value: \(SizeLimit.number(change.old?.size ?? 0)) → "
      output += "\(SizeLimit.number(change.new?.size ?? 0)) bytes\n"
      return
    }
    for hunk in diff.hunks {
      output += styled("\(hunk.header)", .hunk) + "\n"
      for line in hunk.lines { output += styled(line) + "\n" }
    }
  }

  private enum Style: String {
    case strong = "1"
    case hunk = "36"
    case removed = "31"
    case added = "32"
  }

  private func styled(_ text: TerminalText, _ style: Style) -> TerminalText {
    text.styled(style.rawValue, if: usesColor)
  }

  private func styled(_ line: UnifiedDiff.Line) -> TerminalText {
    // Tabs are part of what people compare.
    let parts = line.text.split(separator: "\t", omittingEmptySubsequences: false)
    let text: TerminalText =
      "\(line.kind.rawValue)"
      + .joined(parts.map { "\($0)" }, separator: "\t")
    return switch line.kind {
    case .added: styled(text, .added)
    case .removed: styled(text, .removed)
    case .same, .note: text
    }
  }
}
