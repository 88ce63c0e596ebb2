import TestSupport

/// The messages in the tables of `docs/operations.md`.
enum DocumentedMessages {
  /// Each row's messages: what is in backticks in its first column.
  static func rows() throws -> [[String]] {
    let lines = try Project.text("docs/operations.md").split(separator: "\n")
    return ["## Errors", "### What to do"].flatMap { heading in
      lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("#") }
        .filter { $0.hasPrefix("| `") }.map(patterns)
    }
  }

  private static func patterns(_ row: Substring) -> [String] {
    let column = row.dropFirst(2).firstRange(of: " | ").map { row[..<$0.lowerBound] } ?? row
    return column.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
