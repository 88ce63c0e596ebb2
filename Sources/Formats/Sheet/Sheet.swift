/// A page of facts about one thing, for terminals and as Markdown.
package struct Sheet: Sendable {
  let title: SheetLine
  var blocks: [Block] = []

  enum Block: Sendable {
    case heading(SheetLine)
    /// Something with a name, in one line or several.
    case fact(label: SheetLine, lines: [SheetLine])
    case line(SheetLine)
    /// The first row is the heading; some columns are not cut below a width.
    case table([[SheetLine]], least: [Int: Int])
  }

  package init(_ title: SheetLine) { self.title = title }

  package mutating func addHeading(_ text: SheetLine) { blocks.append(.heading(text)) }

  /// Adds a fact, unless there is nothing to say.
  package mutating func add(_ label: SheetLine, _ lines: [SheetLine]) {
    let lines = lines.filter { !$0.isEmpty }
    if !lines.isEmpty { blocks.append(.fact(label: label, lines: lines)) }
  }

  package mutating func add(_ label: SheetLine, _ line: SheetLine) { add(label, [line]) }

  package mutating func add(_ line: SheetLine) { blocks.append(.line(line)) }

  /// Adds a table, unless it has no row.
  ///
  /// `least`: What columns are not cut below in a narrow terminal.
  package mutating func addTable(
    _ heading: [StaticString],
    _ rows: [[SheetLine]],
    least: [Int: Int] = [:]
  ) {
    if rows.isEmpty { return }
    let first = heading.map { SheetLine(words: "\($0)") }
    blocks.append(.table([first] + rows, least: least))
  }
}
