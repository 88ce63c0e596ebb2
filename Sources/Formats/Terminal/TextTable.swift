/// Columns of text, each as wide as its longest cell.
package enum TextTable {
  /// A cell beyond this pushes the rest of its own row, not of all.
  private static let widestColumn = 80
  /// A column is not cut below this.
  private static let narrowestColumn = 8
  private static let gap = 2

  /// How a table is shown.
  package struct Look {
    /// Columns of the terminal, within which cells are cut; `nil` for no cut.
    package var width: Int?
    package var usesColor = false
    /// Columns of which the end says more than the start, such as paths.
    package var keepsEnd: Set<Int> = []
    /// What columns are not cut below, where that is not the usual width; names are of no use in
    /// parts.
    package var least: [Int: Int] = [:]
    /// The style of a cell below the heading, by its column and text.
    package var style: (_ column: Int, _ cell: String) -> String?

    package init(
      width: Int? = nil,
      usesColor: Bool = false,
      style: @escaping (_ column: Int, _ cell: String) -> String? = { _, _ in nil }
    ) {
      self.width = width
      self.usesColor = usesColor
      self.style = style
    }
  }

  /// `rows`: The first row is the heading; all have as many cells.
  package static func render(_ rows: [[String]], look: Look = Look()) -> TerminalText {
    var rows = rows.map { $0.map(Escapes.visible) }
    var widths = rows.map { $0.map(DisplayWidth.of) }
    var columns = rows[0].indices.map { column in
      widths.lazy.map { $0[column] }.filter { $0 <= widestColumn }.max() ?? 0
    }
    if let width = look.width {
      columns = rows[0].indices.map { column in widths.lazy.map { $0[column] }.max() ?? 0 }
      fit(&columns, within: width, least: look.least)
      for row in rows.indices {
        for column in columns.indices where widths[row][column] > columns[column] {
          let keepsEnd = look.keepsEnd.contains(column)
          rows[row][column] =
            DisplayWidth.cut(rows[row][column], to: columns[column], keepsEnd: keepsEnd)
          widths[row][column] = DisplayWidth.of(rows[row][column])
        }
      }
    }
    var output = TerminalText()
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.enumerated() {
        let isLast = row[(column + 1)...].allSatisfy(\.isEmpty)
        let padding = isLast ? 0 : max(0, columns[column] - widths[index][column]) + gap
        let style = index == 0 ? "1" : look.style(column, cell)
        let text: TerminalText = "\(cell)"
        output += style.map { text.styled($0, if: look.usesColor) } ?? text
        output += TerminalText(repeating: " ", count: padding)
      }
      output += "\n"
    }
    return output
  }

  /// Makes the widest columns narrower until all fit, or none can be.
  private static func fit(_ columns: inout [Int], within width: Int, least: [Int: Int]) {
    var excess = columns.reduce(0, +) + gap * (columns.count - 1) - width
    while excess > 0 {
      let candidates = columns.indices.filter { columns[$0] > least[$0] ?? narrowestColumn }
      guard let widest = candidates.max(by: { columns[$0] < columns[$1] }) else { return }
      columns[widest] -= 1
      excess -= 1
    }
  }
}
