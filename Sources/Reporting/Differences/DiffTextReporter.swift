internal import Diagnostics
package import Formats
internal import JobDiff

/// A diff for people at a terminal.
package struct DiffTextReporter {
  private let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  package func render(_ comparison: Comparison) -> TerminalText {
    var output = TerminalText()
    if let refusal = DiffWords.refusal(comparison) {
      output += styled("\(refusal)", .power) + "\n\n"
      let errors = comparison.problems.filter { $0.severity == .error }
      output += TextReporter(usesColor: usesColor).render(errors)
    }
    output += ConfigMapDiffText(usesColor: usesColor).render(comparison.state)
    for file in comparison.jobs.unread {
      output += styled("\(file.name)", .strong) + ": \(DiffWords.unread(file))\n"
    }
    for group in JobGroups.grouped(comparison.jobs.changes) { append(group, to: &output) }
    if !comparison.jobs.isEmpty { output += "\n" }
    output += styled("\(DiffWords.summary(comparison))", .strong)
    let gaining = comparison.gaining.count
    if gaining > 0 {
      let verb = gaining == 1 ? "gains" : "gain"
      output += ", " + styled("\(DiffWords.count(gaining, "job")) \(verb) power", .power)
    }
    return output + "\n"
  }

  private func append(_ group: [JobChange], to output: inout TerminalText) {
    guard let first = group.first else { return }
    if group.count == 1 {
      output += styled("\(DiffWords.job(first.job))", .strong)
      output += ": \(DiffWords.change(first)), \(first.place.file):\(first.place.line)\n"
    } else {
      output += styled("\(DiffWords.count(group.count, "job"))", .strong) + " change alike:\n"
      for change in group {
        output += "  \(DiffWords.job(change.job)), \(change.place.file):\(change.place.line)\n"
      }
    }
    for gain in first.gains { output += styled("  gains power: \(gain.text)", .power) + "\n" }
    for field in first.fields {
      let (old, new) = DiffWords.values(field.old, field.new)
      output += "  \(field.name): \(old) → \(new)\n"
    }
  }

  private enum Style: String {
    case strong = "1"
    case power = "1;31"
  }

  private func styled(_ text: TerminalText, _ style: Style) -> TerminalText {
    text.styled(style.rawValue, if: usesColor)
  }
}
