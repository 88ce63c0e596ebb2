package import Diagnostics

extension TreeEditor {
  // MARK: Removing

  /// Takes an entry out of its mapping, with its line and the comment at its end.
  ///
  /// `key`: As written in a mapping with other entries.
  package func remove(_ key: Node) -> [TextEdit]? {
    guard let parent = parent(of: key.index), parent.written.pointee.kind == .mapping else {
      return nil
    }
    return remove(from: key, to: key.following, of: parent)
  }

  /// Takes an item out of its list, with its lines and the comment at its end.
  ///
  /// `item`: As written in a list with other items.
  package func removeItem(_ item: Node) -> [TextEdit]? {
    guard let parent = parent(of: item.index), parent.written.pointee.kind == .sequence else {
      return nil
    }
    return remove(from: item, to: item, of: parent)
  }

  private func remove(from first: Node, to last: Node, of parent: Node) -> [TextEdit]? {
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
    guard let range else { return nil }
    let edit = TextEdit(
      range: SourceRange(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)),
      replacement: ""
    )
    return proven([edit], .removal(nodes, from: parent.index)) ? [edit] : nil
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

  // MARK: Adding

  /// Adds an entry to a mapping, after its last one, in the layout that the mapping has.
  package func insert(_ name: String, _ value: Value, in mapping: Node) -> [TextEdit]? {
    let mapping = mapping.sibling(mapping.rawIndex)
    guard mapping.written.pointee.kind == .mapping else { return nil }
    let members = members(of: mapping)
    let isFlow = mapping.written.pointee.style == .flow
    let place = mapping.written.pointee.next
    return firstProven(value, like: .plain) { text in
      guard
        let edit = isFlow
          ? insertion("\(name): \(text)", inFlow: mapping, after: members.last)
          : insertion("\(name): \(text)", inBlock: mapping, after: members.last)
      else { return nil }
      return (
        [edit],
        .insertion(
          place,
          into: mapping.index,
          [ScalarModel(.string(name)), ScalarModel(value)]
        )
      )
    }
  }

  private func insertion(_ entry: String, inFlow mapping: Node, after last: Member?) -> TextEdit? {
    let end = last.map { mapping.sibling($0.last).range.end } ?? mapping.range.end &- 1
    return TextEdit(
      range: SourceRange(start: end, end: end),
      replacement: last == nil ? entry : ", " + entry
    )
  }

  private func insertion(_ entry: String, inBlock mapping: Node, after last: Member?) -> TextEdit? {
    guard let last, let end = endOfLines(mapping.sibling(last.last)) else { return nil }
    // Before it there may be an anchor or a tag.
    let start = Int(mapping.sibling(mapping.index + 1).range.start)
    let indent = String(repeating: " ", count: start - startOfLine(start))
    let lineEnd = hasCarriageReturns ? "\r\n" : "\n"
    let isOpen = end > 0 && bytes[end - 1] != .lineFeed
    return TextEdit(
      range: SourceRange(start: UInt32(end), end: UInt32(end)),
      replacement: isOpen ? lineEnd + indent + entry : indent + entry + lineEnd
    )
  }

  // MARK: Places

  /// An entry or item of a collection as written: its first and its last node.
  private struct Member {
    var first: UInt32
    /// Of an entry its value.
    var last: UInt32
  }

  private func members(of parent: Node) -> [Member] {
    let isMapping = parent.written.pointee.kind == .mapping
    var members: [Member] = []
    var index = parent.index + 1
    while index < parent.written.pointee.next {
      let last = isMapping ? parent.sibling(index).written.pointee.next : index
      members.append(Member(first: index, last: last))
      index = parent.sibling(last).written.pointee.next
    }
    return members
  }

  /// The mapping that has a key, if a change of it is seen nowhere else: no alias stands for the mapping
  /// or for what it is in, and nothing is merged into it.
  package func ownMapping(of key: Node) -> Node? {
    guard !key.isAlias, let mapping = parent(of: key.index, isShared: false),
      mapping.written.pointee.kind == .mapping,
      !mapping.writtenEntries.contains(where: { $0.key.written.pointee.flags.contains(.isMergeKey) }
      )
    else { return nil }
    return mapping
  }

  /// The collection that a node is an entry or item of.
  ///
  /// `isShared`: Whether it may be in something that aliases stand for.
  private func parent(of index: UInt32, isShared: Bool = true) -> Node? {
    guard let root = document.root else { return nil }
    var found: Node?
    var candidate = root
    // Every collection that contains the node contains it further down than the one before.
    search: while candidate.index < index {
      found = candidate
      if !isShared, candidate.written.pointee.flags.contains(.isAliased) { return nil }
      for member in members(of: candidate) {
        let last = root.sibling(member.last)
        if last.index < index, index < last.written.pointee.next {
          candidate = last
          continue search
        }
      }
      break
    }
    return found.flatMap { parent in
      members(of: parent).contains { $0.first == index } ? parent : nil
    }
  }

  private func start(of member: Member) -> UInt32 {
    document.root.map { $0.sibling(member.first).range.start } ?? 0
  }

  private func startOfLine(_ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != .lineFeed { start -= 1 }
    // A byte order mark takes no column.
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
  }

  /// The end of the last line of a value, if nothing but a comment follows the value there.
  private func endOfLines(_ value: Node) -> Int? {
    var end = Int(value.range.end)
    // A block of text ends where the next line starts.
    if end > Int(value.range.start), bytes[end - 1] == .lineFeed { return end }
    while end < bytes.count, bytes[end] == .space || bytes[end] == .tab { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "#") {
      while end < bytes.count, bytes[end] != .lineFeed, bytes[end] != 0x0D {
        // To some readers a comment also ends at NEL, LS and PS.
        if bytes[end] == 0xC2 || bytes[end] == 0xE2 { return nil }
        end += 1
      }
    }
    if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == .lineFeed { end += 1 }
    guard end < bytes.count else { return end }
    return bytes[end] == .lineFeed ? end + 1 : nil
  }

  private var hasCarriageReturns: Bool {
    guard let first = bytes.firstIndex(of: .lineFeed), first > 0 else { return false }
    return bytes[first - 1] == 0x0D
  }
}
