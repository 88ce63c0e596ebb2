/// Columns of text, each as wide as its longest cell.
enum TextTable {
  /// `rows`: The first row is the heading; all have as many cells.
  static func render(_ rows: [[String]]) -> String {
    var widths = [Int](repeating: 0, count: rows[0].count)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    var output = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        output +=
          cell + (isLast ? "" : String(repeating: " ", count: widths[column] - cell.count + 2))
      }
      output += "\n"
    }
    return output
  }
}
