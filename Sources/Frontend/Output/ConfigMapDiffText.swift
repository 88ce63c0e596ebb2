package import ConfigMaps

/// What differs in ConfigMaps, for people at a terminal.
package struct ConfigMapDiffText {
  private let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  /// What several clusters and namespaces have alike is shown once.
  package func render(_ state: StateDiff) -> String {
    var output = ""
    for group in state.groups { append(group.diff, group.targets, to: &output) }
    return output
  }

  private func append(
    _ diff: ConfigMapDiff,
    _ targets: [ConfigMapTarget],
    to output: inout String
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

  private func append(_ change: KeyChange, to output: inout String) {
    let path = change.path == change.key ? "" : ", \(change.path)"
    let storage = DiffWords.storage(change).map { ", \($0)" } ?? ""
    output += styled("  \(change.key)", .strong)
    output += Terminal.harmless(": \(DiffWords.change(change))\(path)\(storage)") + "\n"
    if case .movedTo = change.kind { return }
    guard change.changesContent else { return }
    guard let diff = change.diff else {
      output += "  no text: \(SizeLimit.number(change.old?.size ?? 0)) → "
      output += "\(SizeLimit.number(change.new?.size ?? 0)) bytes\n"
      return
    }
    for hunk in diff.hunks {
      output += styled(hunk.header, .hunk) + "\n"
      for line in hunk.lines { output += styled("\(line.kind.rawValue)\(line.text)", line) + "\n" }
    }
  }

  private enum Style: String {
    case strong = "1"
    case hunk = "36"
    case removed = "31"
    case added = "32"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    let text = Terminal.harmless(text)
    return usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func styled(_ text: String, _ line: UnifiedDiff.Line) -> String {
    switch line.kind {
    case .added: styled(text, .added)
    case .removed: styled(text, .removed)
    case .same, .note: Terminal.harmless(text)
    }
  }
}
