/// Columns of text, each as wide as its longest cell.
package enum TextTable {
  /// A cell beyond this pushes the rest of its own row, not of all.
  private static let widestColumn = 80

  /// `rows`: The first row is the heading; all have as many cells.
  package static func render(_ rows: [[String]]) -> TerminalText {
    let rows = rows.map { $0.map(Escapes.visible) }
    let widths = rows.map { $0.map(DisplayWidth.of) }
    let columns = rows[0].indices.map { column in
      widths.lazy.map { $0[column] }.filter { $0 <= widestColumn }.max() ?? 0
    }
    var output = TerminalText()
    for (row, widths) in zip(rows, widths) {
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let padding = isLast ? 0 : max(0, columns[column] - widths[column]) + 2
        output += "\(cell)\(String(repeating: " ", count: padding))"
      }
      output += "\n"
    }
    return output
  }
}
