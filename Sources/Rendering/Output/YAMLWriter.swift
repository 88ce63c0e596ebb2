internal import Formats
internal import Prow
internal import Schema
internal import YAML

/// Writes values as block YAML in the way of kubectl: keys sorted, lists not indented.
///
/// Uses its memory again for each document.
package final class YAMLWriter {
  // All that changes is in one value, so that there is one access to it for each document.
  private var lines: YAMLDocumentWriter

  init(_ types: OutputTypes, _ style: YAMLStyle) { lines = YAMLDocumentWriter(types, style) }

  /// Appends a whole document, with a line break at its end.
  package func append(_ object: ObjectValue, to output: inout [UInt8]) {
    lines.append(object, to: &output)
  }
}

private struct YAMLDocumentWriter: ~Copyable {
  private let types: OutputTypes
  private let style: YAMLStyle
  private var output: [UInt8] = []
  /// Lists and objects of nodes while they are written.
  private let arena = Arena()
  private var leafWriter: JSONWriter

  init(_ types: OutputTypes, _ style: YAMLStyle) {
    self.types = types
    self.style = style
    leafWriter = JSONWriter(types)
  }

  mutating func append(_ object: ObjectValue, to output: inout [UInt8]) {
    arena.removeAll()
    swap(&self.output, &output)
    writeMembers(object, indent: 0, isFirstIndented: true)
    swap(&self.output, &output)
  }

  /// `isFirstIndented`: Whether the first line is alone, not after a dash.
  private mutating func writeMembers(
    _ object: ObjectValue,
    indent: Int,
    isFirstIndented: Bool,
    itemMark: [UInt8]? = nil
  ) {
    let members = object.members
    let order = members.indices.sorted {
      members[$0].name.bytes.lexicographicallyPrecedes(members[$1].name.bytes)
    }
    var isFirst = true
    for index in order {
      let member = members[index]
      if isNull(member.value) { continue }
      if !isFirst || isFirstIndented { writeSpaces(indent) }
      // The name of a field is plain, whatever reads it.
      if member.isKey {
        write(member.name, indent: 0, mark: nil)
      } else {
        output += member.name.bytes
      }
      output.append(UInt8(ascii: ":"))
      write(member, indent: indent, itemMark: isFirst ? itemMark : nil)
      isFirst = false
    }
  }

  /// What is after a key: on its line, or on lines of its own.
  private mutating func write(_ member: Member, indent: Int, itemMark: [UInt8]?) {
    let value = expanded(member.value)
    if let stub = stub(value, member.origin) {
      EmitterText.append(stub, to: &output)
      return endLine()
    }
    let mark = member.origin.flatMap(style.mark) ?? itemMark
    switch value {
    case .object(let object) where !object.isEmpty:
      EmitterText.append(mark, to: &output)
      endLine()
      writeMembers(object, indent: indent + 2, isFirstIndented: true)
    case .list(let items) where !items.isEmpty:
      EmitterText.append(mark, to: &output)
      endLine()
      for item in items { write(item, indent: indent) }
    default:
      output.append(UInt8(ascii: " "))
      writeLeaf(value, indent: indent + 2, mark: mark)
    }
  }

  private mutating func write(_ item: Item, indent: Int) {
    let value = expanded(item.value)
    writeSpaces(indent)
    if let stub = stub(value, item.origin) {
      output.append(UInt8(ascii: "-"))
      EmitterText.append(stub, to: &output)
      return endLine()
    }
    var mark = item.origin.flatMap(style.mark)
    if let above = mark, case .object(let object) = value, object.members.count > 3 {
      // The first line of a long item says something else.
      output += above
      endLine()
      writeSpaces(indent)
      mark = nil
    }
    output.append(UInt8(ascii: "-"))
    switch value {
    case .object(let object) where !object.isEmpty:
      output.append(UInt8(ascii: " "))
      writeMembers(object, indent: indent + 2, isFirstIndented: false, itemMark: mark)
    case .list(let items) where !items.isEmpty:
      endLine()
      for item in items { write(item, indent: indent + 2) }
    default:
      output.append(UInt8(ascii: " "))
      writeLeaf(value, indent: indent + 2, mark: mark)
    }
  }

  private func stub(_ value: Value, _ origin: Origin?) -> [UInt8]? {
    guard let origin, case .object(let object) = value, !object.isEmpty else { return nil }
    return style.stub(object, origin)
  }

  private mutating func writeLeaf(_ value: Value, indent: Int, mark: [UInt8]?) {
    switch value {
    case .text(let text), .literal(let text): write(text, indent: indent, mark: mark)
    case .document where !style.writesDocuments:
      EmitterText.append(YAMLDocumentWriter.leftOut.bytes, indent: indent, mark: mark, to: &output)
    case .document(let document): write(document.text(arena), indent: indent, mark: mark)
    default: writeJSON(value, indent: indent, mark: mark)
    }
    endLine()
  }

  /// What stands for a string with JSON that is not written.
  private static let leftOut = Text(static: "{…}")

  private mutating func write(_ text: Text, indent: Int, mark: [UInt8]?) {
    guard style.isHTML, HTML.needsEscape(text.bytes) else {
      return EmitterText.append(text.bytes, indent: indent, mark: mark, to: &output)
    }
    var plain: [UInt8] = []
    EmitterText.append(text.bytes, indent: indent, to: &plain)
    let end = plain.firstIndex(of: 0x0A) ?? plain.count
    plain.withUnsafeBufferPointer { plain in
      HTML.appendEscaped(UnsafeBufferPointer(rebasing: plain[..<end]), to: &output)
      EmitterText.append(mark, to: &output)
      HTML.appendEscaped(UnsafeBufferPointer(rebasing: plain[end...]), to: &output)
    }
  }

  /// Numbers, words and empty collections, which YAML writes as JSON does; quantities and
  /// durations, which are strings.
  private mutating func writeJSON(_ value: Value, indent: Int, mark: [UInt8]?) {
    leafWriter.removeAll()
    leafWriter.write(value)
    let arena = arena
    let text = leafWriter.withBytes { arena.join(Text($0)) }
    if text.bytes.first == UInt8(ascii: "\"") {
      let inner = UnsafeBufferPointer(rebasing: text.bytes[1..<(text.count - 1)])
      return write(Text(inner), indent: indent, mark: mark)
    }
    if style.isHTML { HTML.appendEscaped(text.bytes, to: &output) } else { output += text.bytes }
    EmitterText.append(mark, to: &output)
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
        let members = node.entries.map {
          Member(name: $0.key.text, value: .node($0.value, .any), isKey: true)
        }
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
    for _ in 0..<count { output.append(UInt8(ascii: " ")) }
  }

  private mutating func endLine() { output.append(0x0A) }
}
