package import Diagnostics

extension TreeEditor {
  /// Adds an entry to a mapping, after its last one, in the layout that the mapping has.
  package func insert(_ name: String, _ value: Value, in mapping: Node) -> [TextEdit]? {
    let mapping = mapping.sibling(mapping.rawIndex)
    guard mapping.written.pointee.kind == .mapping else { return nil }
    let members = members(of: mapping)
    let isFlow = mapping.written.pointee.style == .flow
    let place = mapping.written.pointee.next
    for text in TreeEditor.spellings(of: value, like: .plain) {
      let entry = "\(name): \(text)"
      guard
        let edit = isFlow
          ? insertion(entry, inFlow: mapping, after: members.last)
          : insertion(entry, inBlock: mapping, after: members.last)
      else { return nil }
      let change = TreeChange.insertion(
        place,
        into: mapping.index,
        [.scalar(ScalarModel(.string(name))), .scalar(ScalarModel(value))]
      )
      if let edits = proven(Plan(edits: [edit], change: change)) { return edits }
    }
    return nil
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
    let isOpen = end > 0 && bytes[end - 1] != .lineFeed
    return TextEdit(
      range: SourceRange(start: UInt32(end), end: UInt32(end)),
      replacement: isOpen ? lineEnd + indent + entry : indent + entry + lineEnd
    )
  }
}
