package import Diagnostics

extension TreeEditor {
  /// Takes an entry out of its mapping, with its line and the comment at its end.
  ///
  /// `key`: As written in a mapping with other entries.
  package func remove(_ key: Node) -> [TextEdit]? {
    guard let parent = parent(of: key), parent.written.pointee.kind == .mapping else { return nil }
    return removal(from: key, to: key.following, of: parent).flatMap(proven)
  }

  /// Takes an item out of its list, with its lines and the comment at its end.
  ///
  /// `item`: As written in a list with other items, or in one that is the value of an entry next to
  /// others, which then goes as a whole.
  package func removeItem(_ item: Node) -> [TextEdit]? {
    guard let parent = parent(of: item), parent.written.pointee.kind == .sequence else {
      return nil
    }
    if parent.writtenCount == 1 { return parent.keyBefore.flatMap(remove) }
    return removal(from: item, to: item, of: parent).flatMap(proven)
  }

  /// Takes a range out of a comment, or the whole of it with its line if nothing else is there.
  ///
  /// - Parameters:
  ///   - part: What is to go.
  ///   - comment: From its `#` to the end of the line.
  /// - Returns: `nil` if that would change a value.
  package func remove(_ part: Range<Int>, of comment: Range<Int>) -> [TextEdit]? {
    var range = part
    if part == comment {
      let start = startOfLine(comment.lowerBound)
      var blank = comment.lowerBound
      while blank > start, bytes[blank - 1] == .space || bytes[blank - 1] == .tab { blank -= 1 }
      let isAlone = blank == start
      let end = isAlone ? endOfLine(comment.upperBound) : comment.upperBound
      range = (isAlone ? start : blank)..<end
    }
    return proven(Plan(edits: [TreeEditor.removal(of: range)], change: .none))
  }

  /// Whether edits leave all values as they are.
  package func areComments(_ edits: [TextEdit]) -> Bool {
    proven(Plan(edits: edits, change: .none)) != nil
  }

  /// An entry or item with the comma or the lines that are its own.
  func removal(from first: Node, to last: Node, of parent: Node) -> Plan? {
    let nodes = first.index..<last.written.pointee.next
    let siblings = members(of: parent)
    guard siblings.count > 1, let position = siblings.firstIndex(where: { $0.first == first.index })
    else { return nil }
    let next = position + 1 < siblings.count ? siblings[position + 1] : nil
    let range: Range<Int>?
    if parent.written.pointee.style == .flow {
      let before = position > 0 ? siblings[position - 1] : nil
      range = inFlow(first, last, before: before, next: next)
    } else {
      range = inBlock(first, last, next: next, isItem: parent.written.pointee.kind == .sequence)
    }
    return range.map {
      Plan(edits: [TreeEditor.removal(of: $0)], change: .removal(nodes, from: parent.index))
    }
  }

  private static func removal(of range: Range<Int>) -> TextEdit {
    TextEdit(
      range: SourceRange(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)),
      replacement: ""
    )
  }

  /// The whole lines of an entry or item.
  private func inBlock(_ first: Node, _ last: Node, next: Member?, isItem: Bool) -> Range<Int>? {
    let start = Int(first.range.start)
    let lineStart = startOfLine(start)
    guard let end = endOfLines(last) else { return nil }
    var column = lineStart
    while column < start, bytes[column] == .space { column += 1 }
    if isItem {
      // The dash, and the blanks after it.
      guard column < start, bytes[column] == UInt8(ascii: "-") else { return nil }
      column += 1
      while column < start, bytes[column] == .space { column += 1 }
    }
    if column == start { return lineStart..<end }
    // The first entry of an item is on the line of its dash, where the next one takes its place.
    guard !isItem, let next else { return nil }
    let nextStart = Int(self.start(of: next))
    guard end <= nextStart, bytes[end..<nextStart].allSatisfy({ $0 == .space }) else { return nil }
    return start..<nextStart
  }

  /// An entry or item between brackets, and the comma that goes with it.
  private func inFlow(_ first: Node, _ last: Node, before: Member?, next: Member?) -> Range<Int>? {
    let (start, end) = (Int(first.range.start), Int(last.range.end))
    if let next {
      let nextStart = Int(self.start(of: next))
      return end <= nextStart && isPlain(end..<nextStart) ? start..<nextStart : nil
    }
    guard let before else { return nil }
    let beforeEnd = Int(first.sibling(before.last).range.end)
    return beforeEnd <= start && isPlain(beforeEnd..<start) ? beforeEnd..<end : nil
  }

  /// Whether nothing but blanks and a comma is there, and so no comment of anybody.
  private func isPlain(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == .space || $0 == UInt8(ascii: ",") }
  }
}
