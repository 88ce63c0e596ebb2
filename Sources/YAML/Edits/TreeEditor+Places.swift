internal import Diagnostics

extension TreeEditor {
  /// An entry or item of a collection as written: its first and its last node.
  struct Member {
    var first: UInt32
    /// Of an entry its value.
    var last: UInt32
  }

  func members(of parent: Node) -> [Member] {
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

  /// The collection as written that a key, value or item is an entry or item of; `nil` for the top.
  package func parent(of node: Node) -> Node? {
    path(to: node.index).last.flatMap { parent in
      members(of: parent).contains { $0.first == node.index || $0.last == node.index }
        ? parent : nil
    }
  }

  /// The collections as written that a node is in, from the top down.
  package func path(to index: UInt32) -> [Node] {
    guard let root = document.root else { return [] }
    var path: [Node] = []
    var candidate = root
    // Every collection that contains the node contains it further down than the one before.
    search: while candidate.index < index {
      path.append(candidate)
      for member in members(of: candidate) {
        if member.first == index { break search }
        let last = root.sibling(member.last)
        if last.index < index, index < last.written.pointee.next {
          candidate = last
          continue search
        }
      }
      break
    }
    return path
  }

  /// The item of the innermost list that a node is in.
  package func item(with node: Node) -> Node? {
    let path = path(to: node.index) + [node]
    guard let list = path.dropLast().lastIndex(where: { $0.written.pointee.kind == .sequence })
    else { return nil }
    return path[list + 1]
  }

  /// The mapping that has a key, if a change of it is seen nowhere else: no alias stands for the mapping
  /// or for what it is in, and nothing is merged into it.
  package func ownMapping(of key: Node) -> Node? {
    guard isOwn(key), let mapping = parent(of: key), mapping.written.pointee.kind == .mapping,
      !hasMergeKey(mapping)
    else { return nil }
    return mapping
  }

  /// Whether a mapping as written takes in another one.
  func hasMergeKey(_ mapping: Node) -> Bool {
    mapping.writtenEntries.contains { $0.key.written.pointee.flags.contains(.isMergeKey) }
  }

  /// Whether a change of a node is seen nowhere else: it is no alias, and no alias stands for it or
  /// for what it is in.
  package func isOwn(_ node: Node) -> Bool {
    isWritten(node)
      && !path(to: node.index).contains { $0.written.pointee.flags.contains(.isAliased) }
  }

  /// Whether a node is no alias, and no alias stands for it itself.
  package func isWritten(_ node: Node) -> Bool {
    !node.isAlias && !node.written.pointee.flags.contains(.isAliased)
  }

  func start(of member: Member) -> UInt32 {
    document.root.map { $0.sibling(member.first).range.start } ?? 0
  }

  func startOfLine(_ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != .lineFeed { start -= 1 }
    // A byte order mark takes no column.
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
  }

  /// The end of the line that an offset is on, with its line break.
  func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != .lineFeed { end += 1 }
    return min(end + 1, bytes.count)
  }

  /// The end of the last line of a value, if nothing but a comment follows the value there.
  func endOfLines(_ value: Node) -> Int? {
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

  /// How lines of the file end.
  package var lineEnd: String { hasCarriageReturns ? "\r\n" : "\n" }

  private var hasCarriageReturns: Bool {
    guard let first = bytes.firstIndex(of: .lineFeed), first > 0 else { return false }
    return bytes[first - 1] == 0x0D
  }
}
