package import Diagnostics

extension TreeEditor {
  /// Moves an entry with its lines into another mapping: before the entry that it was in, or to the end.
  ///
  /// - Parameters:
  ///   - key: As written in a mapping in block style, with other entries.
  ///   - target: A mapping in block style that has entries.
  /// - Returns: `nil` if it can't be moved line by line.
  package func move(_ key: Node, into target: Node) -> [TextEdit]? {
    let value = key.following
    guard let parent = parent(of: key), parent.written.pointee.style == .block,
      target.written.pointee.kind == .mapping, target.written.pointee.style == .block,
      parent.index != target.index, !value.contains(target.index),
      let taken = removal(from: key, to: value, of: parent),
      let place = place(for: key, in: target),
      let text = lines(from: key, to: value, atColumn: column(of: target))
    else { return nil }
    let nodes = key.index..<value.written.pointee.next
    let range = SourceRange(start: UInt32(place.offset), end: UInt32(place.offset))
    let added = Plan(
      edits: [TextEdit(range: range, replacement: text)],
      change: .insertion(place.index, into: target.index, [.kept(nodes)])
    )
    return proven(taken.and(added))
  }

  /// Puts an entry in block style into a new mapping, which takes its place under a key of its own.
  package func nest(_ key: Node, under name: String) -> [TextEdit]? {
    let value = key.following
    guard let parent = parent(of: key), parent.written.pointee.style == .block,
      let end = endOfLines(value)
    else { return nil }
    let start = Int(key.range.start)
    let column = start - startOfLine(start)
    guard let text = lines(from: key, to: value, atColumn: column + 2) else { return nil }
    let nodes = key.index..<value.written.pointee.next
    return proven(
      Plan(
        edits: [
          TextEdit(
            range: SourceRange(start: key.range.start, end: UInt32(end)),
            replacement: "\(name):\(lineEnd)\(text)"
          )
        ],
        change: .replacement(
          nodes,
          [.scalar(ScalarModel(.string(name))), .mapping(1), .kept(nodes)]
        )
      )
    )
  }

  /// Puts an entry in block style into the empty value of the entry right before it.
  package func nestUnderPrevious(_ key: Node) -> [TextEdit]? {
    let value = key.following
    guard let parent = parent(of: key), parent.written.pointee.style == .block,
      let end = endOfLines(value),
      let previous = members(of: parent).last(where: { $0.first < key.index }),
      case let empty = key.sibling(previous.last), empty.isNull,
      empty.range.start == empty.range.end
    else { return nil }
    let start = startOfLine(Int(key.range.start))
    let column = Int(key.range.start) - start
    guard let text = lines(from: key, to: value, atColumn: column + 2) else { return nil }
    let nodes = key.index..<value.written.pointee.next
    return proven(
      Plan(
        edits: [
          TextEdit(range: SourceRange(start: UInt32(start), end: UInt32(end)), replacement: text)
        ],
        change: .replacement(
          empty.index..<nodes.upperBound,
          [.mapping(1), .kept(nodes)],
          growth: [parent.index: -1]
        )
      )
    )
  }

  /// Where a new entry goes: before which node, and before which byte, at the start of a line.
  private func place(for key: Node, in target: Node) -> (index: UInt32, offset: Int)? {
    let members = members(of: target)
    guard let last = members.last else { return nil }
    let own = members.firstIndex { $0.first <= key.index && key.index < next(of: $0) }
    let position = own.flatMap { $0 > 0 ? $0 : nil } ?? members.count
    guard let offset = endOfLines(target.sibling(members[position - 1].last)),
      offset > 0, bytes[offset - 1] == .lineFeed
    else { return nil }
    return (position < members.count ? members[position].first : next(of: last), offset)
  }

  private func next(of member: Member) -> UInt32 {
    document.root.map { $0.sibling(member.last).written.pointee.next } ?? 0
  }

  /// How far the entries of a mapping are indented.
  private func column(of mapping: Node) -> Int {
    let first = Int(mapping.sibling(mapping.index + 1).range.start)
    return first - startOfLine(first)
  }

  /// The lines of an entry with another indentation.
  private func lines(from key: Node, to value: Node, atColumn to: Int) -> String? {
    guard let end = endOfLines(value), end > 0, bytes[end - 1] == .lineFeed else { return nil }
    let start = Int(key.range.start)
    let from = start - startOfLine(start)
    var output = [UInt8](repeating: .space, count: to)
    for (index, line) in bytes[start..<end].split(
      separator: .lineFeed,
      omittingEmptySubsequences: false
    ).dropLast().enumerated() {
      let indent = line.prefix { $0 == .space }.count
      if index > 0, indent < line.count {
        guard indent + to >= from else { return nil }
        output += [UInt8](repeating: .space, count: indent + to - from)
      }
      output += line.dropFirst(index > 0 ? indent : 0)
      output.append(.lineFeed)
    }
    return String(decoding: output, as: UTF8.self)
  }
}
