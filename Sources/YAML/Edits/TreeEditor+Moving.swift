package import Diagnostics

extension TreeEditor {
  /// Moves an entry with its lines into another mapping: before the entry that it was in, or to the end.
  ///
  /// - Parameters:
  ///   - key: As written in a mapping in block style, with other entries.
  ///   - target: A mapping in block style that has entries.
  package func move(_ key: Node, into target: Node) -> [TextEdit]? {
    let value = key.following
    guard let parent = parent(of: key), parent.written.pointee.style == .block,
      target.written.pointee.kind == .mapping, target.written.pointee.style == .block,
      parent.index != target.index, !value.contains(target.index),
      let taken = removal(from: key, to: value, of: parent),
      let place = place(for: key, in: target),
      let text = lines(from: key, to: value, atColumnOf: target)
    else { return nil }
    let nodes = key.index..<value.written.pointee.next
    let range = SourceRange(start: UInt32(place.offset), end: UInt32(place.offset))
    let added = Plan(
      edits: [TextEdit(range: range, replacement: text)],
      change: .insertion(place.index, into: target.index, [.kept(nodes)])
    )
    return proven(taken.and(added))
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

  /// The lines of an entry with the indentation that the entries of another mapping have.
  private func lines(from key: Node, to value: Node, atColumnOf target: Node) -> String? {
    guard let end = endOfLines(value), end > 0, bytes[end - 1] == .lineFeed else { return nil }
    let start = Int(key.range.start)
    let first = Int(target.sibling(target.index + 1).range.start)
    let (from, to) = (start - startOfLine(start), first - startOfLine(first))
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
