internal import GoFormats
internal import Schema
internal import YAML

/// Writes values as JSON, as Go's encoding/json does: fields in the order of their type, the keys
/// of maps sorted.
struct JSONWriter: ~Copyable {
  let types: OutputTypes
  private let needsEscape: UnsafeBufferPointer<Bool>
  private(set) var output = ByteBuffer(capacity: 4096)
  private var fields: [GivenField] = []

  /// Which characters are escaped beyond those that must be.
  enum Escaping {
    /// U+2028 and U+2029, as Go always does.
    case minimal
    /// Also `<`, `>` and `&`, as `json.Marshal` does.
    case html
  }

  init(_ types: OutputTypes, escaping: Escaping = .minimal) {
    self.types = types
    needsEscape = escaping == .html ? EscapeTables.shared.html : EscapeTables.shared.minimal
  }

  /// The bytes so far; the writer starts anew.
  mutating func take() -> [UInt8] {
    defer { output.removeAll() }
    return output.withBytes { Array($0) }
  }

  mutating func removeAll() { output.removeAll() }

  mutating func write(_ value: Value) {
    switch value {
    case .node(let node, let type): write(node, types.output(type))
    case .absent(let type): writeAbsent(types.output(type))
    case .text(let text): writeText(text.bytes)
    case .integer(let value): output.append(String(value))
    case .bool(let value): output.append(value ? "true" : "false" as StaticString)
    case .nanoseconds(let value): writeDuration(value)
    case .document(let document): output.append(document.quoted)
    case .list(let items):
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        write(item.value)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        writeText(member.name.bytes)
        output.append(UInt8(ascii: ":"))
        write(member.value)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  mutating func write(raw text: StaticString) { output.append(text) }

  // MARK: Nodes

  private mutating func write(_ node: Node, _ type: OutputType) {
    if node.isNull { return writeAbsent(type) }
    switch type.kind {
    case .object: writeObject(node, type)
    case .list: writeList(node, types.output(type.element))
    case .map: writeMap(node, types.output(type.element))
    case .string:
      if let text = node.string { writeText(text.bytes) } else { writeText(node.convertedText) }
    default: output.append(scalar: node, type.kind, writingTextWith: needsEscape)
    }
  }

  private mutating func writeAbsent(_ type: OutputType) {
    switch type.kind {
    case .object: writeObject(nil, type)
    case .string: output.append("\"\"" as StaticString)
    case .bool: output.append("false" as StaticString)
    case .integer, .float, .intOrString: output.append("0" as StaticString)
    case .quantity: output.append("\"0\"" as StaticString)
    case .duration, .durationOrNanoseconds: output.append("\"0s\"" as StaticString)
    case .list, .map, .time, .any: output.append("null" as StaticString)
    }
  }

  private mutating func writeObject(_ node: Node?, _ type: OutputType) {
    output.append(UInt8(ascii: "{"))
    let start = fields.count
    types.gather(node, type, into: &fields)
    let end = fields.count
    var index = start
    while index < end {
      let given = fields[index]
      let field = types.tables.fields[Int(given.position)]
      if index > start { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "\""))
      output.append(field.name.bytes)
      output.append("\":" as StaticString)
      let type = types.output(field.type)
      if let node = given.node { write(node, type) } else { writeAbsent(type) }
      index += 1
    }
    fields.removeSubrange(start...)
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeList(_ node: Node, _ element: OutputType) {
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for item in node.items {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      write(item, element)
    }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func writeMap(_ node: Node, _ element: OutputType) {
    output.append(UInt8(ascii: "{"))
    var entries = Array(node.entries)
    if entries.count > 1 {
      entries.sort { $0.key.text.bytes.lexicographicallyPrecedes($1.key.text.bytes) }
    }
    for (index, entry) in entries.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      writeText(entry.key.text.bytes)
      output.append(UInt8(ascii: ":"))
      write(entry.value, element)
    }
    output.append(UInt8(ascii: "}"))
  }

  // MARK: Text

  mutating func writeText(_ bytes: UnsafeBufferPointer<UInt8>) {
    output.appendQuoted(bytes, needsEscape)
  }

  private mutating func writeText(_ text: String) {
    var text = text
    text.withUTF8 { writeText($0) }
  }

  private mutating func writeDuration(_ nanoseconds: Int64) {
    output.append(UInt8(ascii: "\""))
    output.append(DurationText.text(nanoseconds))
    output.append(UInt8(ascii: "\""))
  }
}
