package import Diagnostics
package import Linting

/// Findings with the line they are about, for people.
package struct TextReporter {
  private let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  package func render(_ result: LintResult) -> [UInt8] {
    Array((render(result.diagnostics) + summary(result)).utf8)
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    let positions = PositionFinder()
    var output = ""
    for diagnostic in diagnostics { append(diagnostic, positions, to: &output) }
    return output
  }

  private func append(
    _ diagnostic: Diagnostic,
    _ positions: PositionFinder,
    to output: inout String
  ) {
    let color = diagnostic.severity == .error ? Style.error : Style.warning
    output += styled(positions.text(diagnostic.place) + ": ", .strong)
    output += styled(diagnostic.severity.rawValue + ": ", color)
    output += styled(diagnostic.message, .strong) + " [\(diagnostic.rule)]\n"
    let excerpt = Excerpt(diagnostic.place, positions.index(of: diagnostic.place.file))
    let gutter = String(repeating: " ", count: max(3, "\(excerpt.line)".count + 1))
    if !excerpt.text.isEmpty {
      let number = String(repeating: " ", count: gutter.count - "\(excerpt.line)".count)
      output += styled("\(gutter)  |", .quiet) + "\n"
      output += styled("\(number)\(excerpt.line)  |", .quiet) + " \(excerpt.text)\n"
      output += styled("\(gutter)  |", .quiet) + " \(excerpt.indent)"
      output += styled(String(repeating: "^", count: excerpt.width), color) + "\n"
    }
    for related in diagnostic.related {
      output += "\(gutter)  = \(related.message): \(positions.text(related.place))\n"
    }
    if let help = diagnostic.help { output += "\(gutter)  = \(styled("help:", .strong)) \(help)\n" }
    output += "\n"
  }

  private func summary(_ result: LintResult) -> String {
    let (errors, warnings) = (result.count(.error), result.count(.warning))
    let what = "\(count(result.jobCount, "job")) in \(count(result.fileCount, "file"))"
    if errors + warnings == 0 { return styled("clean", .good) + ": \(what)\n" }
    return "\(count(errors, "error")), \(count(warnings, "warning")): \(what)\n"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case strong = "1"
    case quiet = "34"
    case good = "1;32"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// The line of a place, cut to what a terminal shows, and where the place is in it.
struct Excerpt {
  let line: Int
  let text: String
  let indent: String
  let width: Int

  private static let longest = 100

  init(_ place: Place, _ index: LineIndex) {
    let position = index.position(at: place.range.start)
    line = position.line
    let bytes = index.lineBytes(line)
    let start = min(max(Int(place.range.start), bytes.lowerBound), bytes.upperBound)
    // Of a very long line only the part around the place is shown.
    let cut = start - bytes.lowerBound > Excerpt.longest ? start - 40 : bytes.lowerBound
    let end = min(bytes.upperBound, cut + Excerpt.longest * 4)
    func shown(_ range: Range<Int>) -> String {
      let text = String(decoding: place.file.bytes[range], as: UTF8.self)
      return String(
        text.unicodeScalars.prefix(Excerpt.longest).map {
          $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0)
        }
      )
    }
    let before = shown(cut..<max(cut, start))
    let prefix = cut > bytes.lowerBound ? "…" : ""
    let whole = shown(cut..<max(cut, end))
    text = prefix + whole + (end < bytes.upperBound || whole.count == Excerpt.longest ? "…" : "")
    indent = String(repeating: " ", count: prefix.count + before.count)
    let last = min(max(Int(place.range.end), start), bytes.upperBound)
    width = max(1, min(shown(start..<last).count, Excerpt.longest - before.count))
  }
}
