import ConfigMaps

/// A diff for people at a terminal.
struct DiffTextReporter {
  let usesColor: Bool

  func render(_ comparison: Comparison) -> String {
    var output = ""
    for group in comparison.state.groups { append(group.diff, group.targets, to: &output) }
    for group in JobGroups.grouped(comparison.jobs.changes) { append(group, to: &output) }
    if !comparison.jobs.changes.isEmpty { output += "\n" }
    output += styled(DiffWords.summary(comparison), .strong)
    let gaining = comparison.gaining.count
    if gaining > 0 {
      output += ", " + styled("\(DiffWords.count(gaining, "job")) gain power", .power)
    }
    return output + "\n"
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

  private func append(_ group: [JobChange], to output: inout String) {
    guard let first = group.first else { return }
    if group.count == 1 {
      output += styled(DiffWords.job(first.job), .strong)
      output += ": \(DiffWords.change(first)), \(first.place.file):\(first.place.line)\n"
    } else {
      output += styled("\(DiffWords.count(group.count, "job"))", .strong) + " change alike:\n"
      for change in group {
        output += "  \(DiffWords.job(change.job)), \(change.place.file):\(change.place.line)\n"
      }
    }
    for gain in first.gains { output += styled("  gains power: \(gain)", .power) + "\n" }
    for field in first.fields {
      output += "  \(field.name): \(DiffWords.value(field.old)) → \(DiffWords.value(field.new))\n"
    }
  }

  private enum Style: String {
    case strong = "1"
    case hunk = "36"
    case removed = "31"
    case added = "32"
    case power = "1;31"
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
