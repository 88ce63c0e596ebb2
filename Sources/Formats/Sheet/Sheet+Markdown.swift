extension Sheet {
  /// The page as Markdown, in which values are nothing but text.
  package var markdown: String {
    var output = "# \(title.markdown)\n"
    var previous = ""
    for block in blocks {
      switch block {
      case .heading(let text):
        output += "\n## \(text.markdown)\n"
        previous = ""
      case .line(let line):
        output += "\n\(line.markdown)\n"
        previous = ""
      case .fact(let label, let lines):
        if previous != "fact" { output += "\n" }
        output += Sheet.item(label, lines)
        previous = "fact"
      case .table(let rows, _):
        output += "\n" + Sheet.table(rows)
        previous = ""
      }
    }
    return output
  }

  private static func item(_ label: SheetLine, _ lines: [SheetLine]) -> String {
    let label = label.markdown
    if lines.count == 1 { return "- \(label): \(lines[0].markdown)\n" }
    return "- \(label):\n" + lines.map { "  - \($0.markdown)\n" }.joined()
  }

  private static func table(_ rows: [[SheetLine]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    return line(rows[0].map(\.cell)) + line(rows[0].map { _ in "---" })
      + rows.dropFirst().map { line($0.map(\.cell)) }.joined()
  }
}
