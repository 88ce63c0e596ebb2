internal import GoFormats
internal import Schema
internal import YAML

/// Writes values as JSON, as Go's encoding/json does: fields in the order of their type, the keys
/// of maps sorted.
struct JSONWriter: ~Copyable {
  let types: OutputTypes
  let escaping: Escaping
  var output: ByteBuffer
  private let stack = FieldStack()
  /// The fields of the objects of nodes that are being written.
  var given: GivenFields

  /// Where the JSON is.
  enum Place {
    /// By itself; U+2028 and U+2029 are escaped, as Go always does.
    case plain
    /// In a JSON text; `<`, `>` and `&` are escaped, too, as `json.Marshal` does.
    case text
  }

  init(_ types: OutputTypes, place: Place = .plain, _ buffer: consuming ByteBuffer) {
    self.types = types
    output = buffer
    given = GivenFields(stack.memory)
    escaping = place == .text ? .nested : .plain
  }

  init(_ types: OutputTypes, place: Place = .plain) {
    self.init(types, place: place, ByteBuffer(capacity: 4096))
  }

  /// Ends the writing and hands the bytes over.
  consuming func finish() -> OutputPiece { output.finish() }

  mutating func removeAll() { output.removeAll() }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    output.withBytes(body)
  }

  mutating func write(_ value: Value) {
    switch value {
    case .node(let node, let type): write(node, types.output(type))
    case .absent(let type): writeAbsent(types.output(type))
    case .text(let text): writeText(text)
    case .literal(let text): output.appendQuoted(literal: text, escaping)
    case .integer(let value): output.append(value)
    case .bool(let value): output.append(value ? "true" : "false" as StaticString)
    case .encoded(let encoded):
      output.append(escaping.isNested ? encoded.inText.escaped : encoded.text.bytes)
    case .finished(let text, let value):
      if escaping.isNested { write(value.pointee) } else { output.append(text.bytes) }
    case .document(let json): write(json)
    case .variable(let name, let value): writeVariable(name, value)
    case .options(let name, let json): writeOptions(name, json)
    case .emptyVolume(let name): writeEmptyVolume(name)
    case .mount(let name, let path, let isReadOnly): writeMount(name, path, isReadOnly)
    case .list(let items):
      output.append(UInt8(ascii: "["))
      for index in items.indices {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        write(items[index].value)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let object): write(object)
    }
  }

  mutating func write(_ object: ObjectValue) {
    output.append(UInt8(ascii: "{"))
    let members = object.members
    for index in members.indices {
      let member = members[index]
      if index > 0 { output.append(UInt8(ascii: ",")) }
      if member.isKey { writeText(member.name) } else { writeName(member.name) }
      output.append(UInt8(ascii: ":"))
      write(member.value)
    }
    output.append(UInt8(ascii: "}"))
  }

  /// An object as a string, for a writer whose place is in one.
  mutating func writeDocument(_ object: ObjectValue) {
    output.append(UInt8(ascii: "\""))
    write(object)
    output.append(UInt8(ascii: "\""))
  }

  mutating func write(raw text: StaticString) { output.append(text) }

  mutating func write(raw bytes: [UInt8]) { output.append(bytes) }

  mutating func writeText(_ text: Text) { output.appendQuoted(text.bytes, escaping) }

  /// A field's name, which has nothing to escape.
  mutating func writeName(_ name: Text) { output.appendQuoted(literal: name, escaping) }
}

// MARK: - Small objects

extension JSONWriter {
  @inline(__always)
  private mutating func write(field name: StaticString, after mark: UInt8) {
    output.append(mark)
    output.appendQuoted(literal: name, escaping)
    output.append(UInt8(ascii: ":"))
  }

  private mutating func writeVariable(_ name: Text, _ value: Text) {
    write(field: "name", after: UInt8(ascii: "{"))
    writeText(name)
    if !value.isEmpty {
      write(field: "value", after: UInt8(ascii: ","))
      writeText(value)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeOptions(_ name: Text, _ json: QuotedJSON) {
    write(field: "name", after: UInt8(ascii: "{"))
    writeText(name)
    write(field: "value", after: UInt8(ascii: ","))
    write(json)
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeEmptyVolume(_ name: Text) {
    write(field: "name", after: UInt8(ascii: "{"))
    writeText(name)
    write(field: "emptyDir", after: UInt8(ascii: ","))
    output.append("{}}" as StaticString)
  }

  private mutating func writeMount(_ name: Text, _ path: Text, _ isReadOnly: Bool) {
    write(field: "name", after: UInt8(ascii: "{"))
    writeText(name)
    if isReadOnly {
      write(field: "readOnly", after: UInt8(ascii: ","))
      output.append("true" as StaticString)
    }
    write(field: "mountPath", after: UInt8(ascii: ","))
    writeText(path)
    output.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ json: QuotedJSON) {
    output.append(json: json.quoted.bytes, escaping)
  }
}
