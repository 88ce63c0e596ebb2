package import Analysis
package import Diagnostics
package import Formats
internal import Prow

/// Findings with the line they are about, for people.
package struct TextReporter {
  private let usesColor: Bool
  private let width: Int
  private let positions = PositionFinder()

  /// - Parameters:
  ///   - usesColor: Whether to use colours.
  ///   - width: Columns of the terminal, for lines of files; what the messages need they have.
  package init(usesColor: Bool, width: Int = TextReporter.usualWidth) {
    self.usesColor = usesColor
    self.width = min(max(width, 40), TextReporter.widest)
  }

  /// Where there is no terminal.
  package static let usualWidth = 100
  /// People don't read longer lines.
  private static let widest = 160

  /// The findings of a run, made into text by several tasks: errors first, of each rule as many as
  /// show what it is about, and a table of rules where there are many.
  ///
  /// - Parameters:
  ///   - result: What a run found.
  ///   - folds: Whether some findings of a rule stand for all of them.
  ///   - usesColor: Whether to use colours.
  ///   - width: Columns of the terminal.
  ///   - workers: How many tasks work at a time.
  /// - Returns: The text, with what was found in a last line.
  package static func render(
    _ result: LintResult,
    folds: Bool = true,
    usesColor: Bool,
    width: Int,
    workers: Int
  ) async -> TerminalText {
    let reporter = TextReporter(usesColor: usesColor, width: width)
    let folded = FoldedFindings(result.diagnostics, folds: folds)
    var output = TerminalText()
    for group in folded.groups {
      output += await FindingText.render(group.shown, workers: workers) {
        TextReporter(usesColor: usesColor, width: width).render($0)
      }
      if group.more > 0 {
        output += reporter.styled("… and \(group.more) more \(group.rule)", .strong)
        output += "; --no-fold shows all\n\n"
      }
    }
    if folded.leavesOut { output += RuleCounts(result.diagnostics).table + "\n" }
    return output + reporter.summary(result)
  }

  package func render(_ diagnostics: [Diagnostic]) -> TerminalText {
    var output = TerminalText()
    for diagnostic in diagnostics { append(diagnostic, to: &output) }
    return output
  }

  private func append(_ diagnostic: Diagnostic, to output: inout TerminalText) {
    let color = diagnostic.severity == .error ? Style.error : Style.warning
    output += styled("\(positions.text(diagnostic.place)): ", .strong)
    output += styled("\(diagnostic.severity.rawValue): ", color)
    output += styled("\(diagnostic.message)", .strong) + " [\(diagnostic.rule)]\n"
    let line = positions.position(diagnostic.place).line
    let gutter = blanks(max(3, "\(line)".utf8.count + 1))
    appendExcerpt(diagnostic.place, line, gutter, color, to: &output)
    let place = FindingPlace(diagnostic)
    let notes =
      [place.job.map { "job: \($0)" }, place.field.map { "field: \($0)" }].compactMap(\.self)
    if !notes.isEmpty { output += "\(gutter)  = \(notes.joined(separator: ", "))\n" }
    for related in diagnostic.related {
      output += "\(gutter)  = \(related.message): \(positions.text(related.place))\n"
    }
    if let help = diagnostic.help {
      output += "\(gutter)  = \(styled("help:", .strong)) \(help)\n"
    }
    output += "\n"
  }

  private func appendExcerpt(
    _ place: Place,
    _ line: Int,
    _ gutter: TerminalText,
    _ color: Style,
    to output: inout TerminalText
  ) {
    let room = width - gutter.bytes.count - 4
    let lineBytes = positions.index(of: place.file).lineBytes(line)
    let excerpt = Excerpt(place, lineBytes, limit: room)
    if excerpt.text.isEmpty { return }
    let digits = "\(line)"
    let number = blanks(gutter.bytes.count - digits.utf8.count)
    output += styled("\(gutter)  |", .quiet) + "\n"
    output += styled("\(number)\(digits)  |", .quiet) + " \(excerpt.text)\n"
    output += styled("\(gutter)  |", .quiet) + " \(blanks(excerpt.indent))"
    output += styled(TerminalText(repeating: "^", count: excerpt.width), color) + "\n"
  }

  private func summary(_ result: LintResult) -> TerminalText {
    let (errors, warnings) = (result.count(.error), result.count(.warning))
    let jobs = DiffWords.count(result.jobCount, "job")
    let files = DiffWords.count(result.fileCount, "file")
    if errors + warnings == 0, result.notShown.isEmpty {
      return styled("clean", .good) + ": \(jobs) in \(files)\n"
    }
    let more =
      result.notShown.isEmpty ? "" : "; \(result.notShown.joined(separator: ", ")) not shown"
    return "\(DiffWords.count(errors, "error")), \(DiffWords.count(warnings, "warning")): "
      + "\(jobs) in \(files)\(more)\n"
  }

  private enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case strong = "1"
    case quiet = "34"
    case good = "1;32"
  }

  private func blanks(_ count: Int) -> TerminalText {
    TerminalText(repeating: " ", count: max(0, count))
  }

  private func styled(_ text: TerminalText, _ style: Style) -> TerminalText {
    text.styled(style.rawValue, if: usesColor)
  }
}
