package import Diagnostics
internal import Formats

/// Changes of a document's text that change one thing in its tree and keep every other byte.
///
/// Each is proven before it is given out: the changed text is read, and its tree compared with the one
/// that was meant. What can't be changed so simply gives `nil`, and is left to people. Where an alias
/// stands for a value, the value at its anchor is changed, once.
package struct TreeEditor {
  let document: Document
  let bytes: UnsafeBufferPointer<UInt8>

  package init(_ document: Document) {
    self.document = document
    bytes = document.file.bytes
  }

  /// A value that a scalar is to have.
  package enum Value: Sendable, Hashable {
    /// A string, whatever quotes it needs.
    case string(String)
    /// What is to be written without quotes: a number, `true`, `null`.
    case plain(String)
  }

  /// Gives a scalar another value, in the style that it has where that can hold the value.
  package func replace(_ scalar: Node, with value: Value) -> [TextEdit]? {
    guard scalar.isScalar else { return nil }
    let node = scalar.sibling(scalar.rawIndex)
    guard let textStart = startOfText(node) else { return nil }
    let range = SourceRange(start: textStart, end: node.range.end)
    // A value that is not written starts right after its colon or dash.
    let start = Int(range.start)
    let needsSpace = range.start == range.end && start > 0 && bytes[start - 1] != .space
    return firstProven(value, like: node.written.pointee.style) { text in
      (
        [TextEdit(range: range, replacement: (needsSpace ? " " : "") + text)],
        .scalar(node.index, ScalarModel(value))
      )
    }
  }

  /// Gives a key another name.
  package func rename(_ key: Node, to name: String) -> [TextEdit]? {
    replace(key, with: .string(name))
  }

  /// Where the text of a scalar starts, after an anchor or a tag on the same line.
  private func startOfText(_ scalar: Node) -> UInt32? {
    var start = Int(scalar.range.start)
    let end = Int(scalar.range.end)
    while start < end, bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "!") {
      while start < end, bytes[start] != .space, bytes[start] != .lineFeed { start += 1 }
      while start < end, bytes[start] == .space { start += 1 }
      // A comment or a line end is between them.
      if start < end, bytes[start] == UInt8(ascii: "#") || bytes[start] == .lineFeed { return nil }
    }
    return UInt32(start)
  }

  // MARK: Proofs

  /// The first way to write a value that comes out as the value.
  func firstProven(
    _ value: Value,
    like style: RawNode.Style,
    _ plan: (String) -> (edits: [TextEdit], change: TreeChange)?
  ) -> [TextEdit]? {
    for text in TreeEditor.spellings(of: value, like: style) {
      guard let (edits, change) = plan(text) else { return nil }
      if proven(edits, change) { return edits }
    }
    return nil
  }

  /// Whether the edits make that change, and nothing else.
  func proven(_ edits: [TextEdit], _ change: TreeChange) -> Bool {
    guard let text = TextEdit.apply(edits, to: bytes) else { return false }
    let changed = Document.parse(SourceFile(path: document.file.path, bytes: text))
    return change.leads(from: document, to: changed)
  }

  /// Ways to write a value, the best first.
  private static func spellings(of value: Value, like style: RawNode.Style) -> [String] {
    // People who write text in lines want to see it so.
    if style == .literal || style == .folded { return [] }
    switch value {
    case .plain(let text): return [text]
    case .string(let text):
      let single = "'" + text.replacing("'", with: "''") + "'"
      var double: [UInt8] = []
      JSONText.append(text, to: &double)
      let quoted = String(decoding: double, as: UTF8.self)
      switch style {
      case .plain: return [text, single, quoted]
      case .singleQuoted: return [single, quoted]
      case .doubleQuoted: return [quoted, single]
      case .literal, .folded, .block, .flow: return []
      }
    }
  }
}

extension TextEdit {
  /// The bytes with all edits made; `nil` if two of them overlap, or one is not within the bytes.
  package static func apply(
    _ edits: [TextEdit],
    to bytes: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var done = 0
    for edit in edits.sorted(by: { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    ) {
      let (start, end) = (Int(edit.range.start), Int(edit.range.end))
      guard start >= done, end >= start, end <= bytes.count else { return nil }
      output += bytes[done..<start]
      output += edit.replacement.utf8
      done = end
    }
    return output + bytes[done...]
  }
}
