internal import Prow
internal import Schema
internal import YAML

/// Writes values as block YAML in the way of kubectl: keys sorted, lists not indented.
struct YAMLWriter {
  let types: OutputTypes
  /// The comment for what was put there by something else than the job.
  let comment: (Origin) -> String?
  /// Whether strings in which Prow puts JSON are written in full.
  let writesDocuments: Bool
  private(set) var output: [UInt8] = []
  /// Lists and objects of nodes while they are written.
  private let arena = Arena()

  init(
    _ types: OutputTypes,
    writesDocuments: Bool = true,
    comment: @escaping (Origin) -> String?
  ) {
    self.types = types
    self.writesDocuments = writesDocuments
    self.comment = comment
  }

  /// A whole document, with a line break at its end.
  mutating func write(document object: ObjectValue) {
    writeMembers(object, indent: 0, isFirstIndented: true)
  }

  /// `isFirstIndented`: Whether the first line is alone, not after a dash.
  private mutating func writeMembers(
    _ object: ObjectValue,
    indent: Int,
    isFirstIndented: Bool,
    itemComment: String? = nil
  ) {
    let sorted = object.members.sorted {
      $0.name.bytes.lexicographicallyPrecedes($1.name.bytes)
    }
    var isFirst = true
    for member in sorted {
      if isNull(member.value) { continue }
      if !isFirst || isFirstIndented { writeSpaces(indent) }
      let own = member.origin.flatMap(comment)
      EmitterText.append(member.name.bytes, indent: 0, to: &output)
      output.append(UInt8(ascii: ":"))
      write(member.value, indent: indent, comment: own ?? (isFirst ? itemComment : nil))
      isFirst = false
    }
  }

  /// What is after a key: on its line, or on lines of its own.
  private mutating func write(_ value: Value, indent: Int, comment: String?) {
    switch expanded(value) {
    case .object(let object) where !object.isEmpty:
      EmitterText.appendComment(comment, to: &output)
      endLine()
      writeMembers(object, indent: indent + 2, isFirstIndented: true)
    case .list(let items) where !items.isEmpty:
      EmitterText.appendComment(comment, to: &output)
      endLine()
      for item in items { write(item, indent: indent) }
    case let leaf:
      output.append(UInt8(ascii: " "))
      writeLeaf(leaf, indent: indent + 2, comment: comment)
    }
  }

  private mutating func write(_ item: Item, indent: Int) {
    let note = item.origin.flatMap(comment)
    let value = expanded(item.value)
    var isNoteAbove = false
    if let note, case .object(let object) = value, object.members.count > 3 {
      // The first line of a long item says something else.
      writeSpaces(indent)
      EmitterText.appendCommentLine(note, to: &output)
      isNoteAbove = true
    }
    writeSpaces(indent)
    output += Array("-".utf8)
    switch value {
    case .object(let object) where !object.isEmpty:
      output.append(UInt8(ascii: " "))
      writeMembers(
        object,
        indent: indent + 2,
        isFirstIndented: false,
        itemComment: isNoteAbove ? nil : note
      )
    case .list(let items) where !items.isEmpty:
      endLine()
      for item in items { write(item, indent: indent + 2) }
    default:
      output.append(UInt8(ascii: " "))
      writeLeaf(value, indent: indent + 2, comment: note)
    }
  }

  private mutating func writeLeaf(_ value: Value, indent: Int, comment: String?) {
    switch value {
    case .text(let text), .literal(let text):
      EmitterText.append(text.bytes, indent: indent, comment: comment, to: &output)
    case .document where !writesDocuments:
      EmitterText.append(YAMLWriter.leftOut.bytes, indent: indent, comment: comment, to: &output)
    case .document(let document):
      EmitterText.append(document.text(arena).bytes, indent: indent, comment: comment, to: &output)
    default:
      writeJSON(value, indent: indent, comment: comment)
    }
    endLine()
  }

  /// What stands for a string with JSON that is not written.
  private static let leftOut = Text(static: "{…}")

  /// Numbers, words and empty collections, which YAML writes as JSON does; quantities and
  /// durations, which are strings.
  private mutating func writeJSON(_ value: Value, indent: Int, comment: String?) {
    var writer = JSONWriter(types)
    writer.write(value)
    writer.withBytes { bytes in
      guard bytes.first == UInt8(ascii: "\"") else {
        output += bytes
        EmitterText.appendComment(comment, to: &output)
        return
      }
      let text = UnsafeBufferPointer(rebasing: bytes[1..<(bytes.count - 1)])
      EmitterText.append(text, indent: indent, comment: comment, to: &output)
    }
  }

  /// Lists, objects and strings of a node as values of their own.
  private func expanded(_ value: Value) -> Value {
    switch value {
    case .encoded(let encoded): return .object(encoded.object)
    case .finished(_, let value): return expanded(value.pointee)
    case .variable, .options, .emptyVolume, .mount: return .object(types.object(value, arena))
    case .absent(let type) where types.output(type).kind == .object:
      return .object(types.object(value, arena))
    case .node(let node, let type):
      switch types.output(type).kind {
      case .object, .map: return .object(types.object(node.isNull ? nil : node, type, arena))
      case .list: return .list(types.items(node, type, arena))
      case .string where node.string != nil: return .text(node.text)
      case .any where node.isMapping:
        let members = node.entries.map { Member(name: $0.key.text, value: .node($0.value, .any)) }
        return .object(ObjectValue(members: ArenaArray(arena, members)))
      case .any where node.isSequence:
        return .list(ArenaArray(arena, node.items.map { Item(value: .node($0, .any)) }))
      case .any where node.string != nil, .intOrString where node.string != nil:
        return .text(node.text)
      default: return value
      }
    default: return value
    }
  }

  /// Null counts as absent, so that it is left out.
  private func isNull(_ value: Value) -> Bool {
    switch value {
    case .absent(let type):
      switch types.output(type).kind {
      case .list, .map, .time, .any: true
      default: false
      }
    case .node(let node, let type): types.output(type).kind == .any && node.isNull
    default: false
    }
  }

  private mutating func writeSpaces(_ count: Int) {
    output += repeatElement(UInt8(ascii: " "), count: count)
  }

  private mutating func endLine() { output.append(0x0A) }
}
