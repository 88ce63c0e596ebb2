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

  /// How a scalar is written.
  package enum Quotes: Sendable { case none, single, double }

  /// Gives a scalar another value.
  ///
  /// `quotes`: The style to take if that can hold the value; by default the one that it has.
  package func replace(
    _ scalar: Node,
    with value: Value,
    quotes: Quotes? = nil
  ) -> [TextEdit]? {
    guard scalar.isScalar else { return nil }
    let node = scalar.sibling(scalar.rawIndex)
    let style = quotes.map(TreeEditor.style) ?? node.written.pointee.style
    for text in TreeEditor.spellings(of: value, like: style) {
      guard let plan = replacement(of: node, with: value, as: text) else { return nil }
      if let edits = proven(plan) { return edits }
    }
    return nil
  }

  private static func style(_ quotes: Quotes) -> RawNode.Style {
    switch quotes {
    case .none: .plain
    case .single: .singleQuoted
    case .double: .doubleQuoted
    }
  }

  /// A scalar with another value, spelled as given.
  func replacement(of node: Node, with value: Value, as text: String) -> Plan? {
    guard let textStart = startOfText(node) else { return nil }
    let range = SourceRange(start: textStart, end: node.range.end)
    // A value that is not written starts right after its colon or dash.
    let start = Int(range.start)
    let needsSpace = range.start == range.end && start > 0 && bytes[start - 1] != .space
    return Plan(
      edits: [TextEdit(range: range, replacement: (needsSpace ? " " : "") + text)],
      change: .scalar(node.index, ScalarModel(value))
    )
  }

  /// Gives an entry another key and another value, a scalar.
  package func replace(_ key: Node, with name: String, _ value: String) -> [TextEdit]? {
    let (value, node) = (Value.plain(value), key.following)
    guard node.written.pointee.kind == .scalar,
      let one = replacement(of: key, with: .string(name), as: name),
      let other = replacement(of: node, with: value, as: ScalarModel(value).text)
    else { return nil }
    return proven(one.and(other))
  }

  /// Gives a key another name, and puts its value, a scalar, into a mapping under a key of its own.
  package func rename(_ key: Node, to name: String, wrapping inner: String) -> [TextEdit]? {
    let value = key.following
    guard value.written.pointee.kind == .scalar, isOnOneLine(value),
      let renamed = replacement(of: key, with: .string(name), as: name),
      let edits = brackets("{\(TreeEditor.quoted(inner)): ", "}", around: value)
    else { return nil }
    let change = TreeChange.replacement(
      value.index..<(value.index + 1),
      [
        .mapping(1), .scalar(ScalarModel(.string(inner))),
        .kept(value.index..<(value.index + 1)),
      ]
    )
    return proven(renamed.and(Plan(edits: edits, change: change)))
  }

  /// Puts a scalar into a list of its own.
  package func wrapInList(_ value: Node) -> [TextEdit]? {
    guard value.written.pointee.kind == .scalar, isOnOneLine(value),
      let edits = brackets("[", "]", around: value)
    else { return nil }
    let nodes = value.index..<(value.index + 1)
    return proven(
      Plan(edits: edits, change: .replacement(nodes, [.list(1), .kept(nodes)]))
    )
  }

  private func isOnOneLine(_ value: Node) -> Bool {
    let range = value.range
    return range.start < range.end
      && !bytes[Int(range.start)..<Int(range.end)].contains(.lineFeed)
  }

  private func brackets(_ start: String, _ end: String, around value: Node) -> [TextEdit]? {
    let range = value.range
    return [
      TextEdit(range: SourceRange(start: range.start, end: range.start), replacement: start),
      TextEdit(range: SourceRange(start: range.end, end: range.end), replacement: end),
    ]
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

  /// Edits, and what they should make of the tree.
  struct Plan {
    var edits: [TextEdit]
    var change: TreeChange

    func and(_ other: Plan) -> Plan {
      Plan(edits: edits + other.edits, change: change.and(other.change))
    }
  }

  /// The edits, if they make that change and nothing else.
  func proven(_ plan: Plan) -> [TextEdit]? {
    guard let text = TextEdit.apply(plan.edits, to: bytes) else { return nil }
    let changed = Document.parse(SourceFile(path: document.file.path, bytes: text))
    return plan.change.leads(from: document, to: changed) ? plan.edits : nil
  }

  /// Ways to write a value, the best first.
  static func spellings(of value: Value, like style: RawNode.Style) -> [String] {
    // People who write text in lines want to see it so.
    if style == .literal || style == .folded { return [] }
    switch value {
    case .plain(let text): return [text]
    case .string(let text):
      let single = "'" + text.replacing("'", with: "''") + "'"
      let quoted = quoted(text)
      switch style {
      case .plain: return [text, single, quoted]
      case .singleQuoted: return [single, quoted]
      case .doubleQuoted: return [quoted, single]
      case .literal, .folded, .block, .flow: return []
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    var double: [UInt8] = []
    JSONText.append(text, to: &double)
    return String(decoding: double, as: UTF8.self)
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
