internal import GoFormats
internal import Schema
internal import YAML

/// Writes values as JSON, as Go's encoding/json does: fields in the order of their type, the keys
/// of maps sorted.
struct JSONWriter: ~Copyable {
  let types: OutputTypes
  private let needsEscape: UnsafeBufferPointer<Bool>
  private var output: ByteBuffer
  /// Documents that have been written as they were, with their places in the output.
  private var insertions: [(start: Int, document: JSONDocument)] = []
  private let stack = FieldStack()
  private var given: GivenFields

  /// Which characters are escaped beyond those that must be.
  enum Escaping {
    /// U+2028 and U+2029, as Go always does.
    case minimal
    /// Also `<`, `>` and `&`, as `json.Marshal` does.
    case html
  }

  init(_ types: OutputTypes, escaping: Escaping = .minimal, capacity: Int = 4096) {
    self.types = types
    output = ByteBuffer(capacity: capacity)
    given = GivenFields(stack.memory)
    needsEscape = escaping == .html ? EscapeTables.shared.html : EscapeTables.shared.minimal
  }

  /// Ends the writing and hands the bytes over.
  consuming func finish() -> OutputPiece { output.finish() }

  mutating func removeAll() {
    output.removeAll()
    insertions.removeAll(keepingCapacity: true)
  }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    output.withBytes(body)
  }

  mutating func write(_ value: Value) {
    switch value {
    case .node(let node, let type): write(node, types.output(type))
    case .absent(let type): writeAbsent(types.output(type))
    case .text(let text): writeText(text.bytes)
    case .literal(let text): writeLiteral(text)
    case .integer(let value): output.append(String(value))
    case .bool(let value): output.append(value ? "true" : "false" as StaticString)
    case .encoded(let document, _): write(encoded: document)
    case .document(let document): output.append(document.quoted.bytes)
    case .variable(let name, let value): writeVariable(name, value)
    case .options(let name, let document):
      output.append(#"{"name":"#)
      writeText(name.bytes)
      output.append(#","value":"#)
      output.append(document.quoted.bytes)
      output.append(UInt8(ascii: "}"))
    case .emptyVolume(let name):
      output.append(#"{"name":"#)
      writeText(name.bytes)
      output.append(#","emptyDir":{}}"#)
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
      if index > 0 { output.append(UInt8(ascii: ",")) }
      writeText(members[index].name.bytes)
      output.append(UInt8(ascii: ":"))
      write(members[index].value)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeVariable(_ name: Text, _ value: Text) {
    output.append(#"{"name":"#)
    writeText(name.bytes)
    if !value.isEmpty {
      output.append(#","value":"#)
      writeText(value.bytes)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeMount(_ name: Text, _ path: Text, _ isReadOnly: Bool) {
    output.append(#"{"name":"#)
    writeText(name.bytes)
    output.append(isReadOnly ? #","readOnly":true,"mountPath":"# : #","mountPath":"#)
    writeText(path.bytes)
    output.append(UInt8(ascii: "}"))
  }

  mutating func write(raw text: StaticString) { output.append(text) }

  mutating func write(raw bytes: [UInt8]) { output.append(bytes) }

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
    let start = given.count
    types.gather(node, type, into: &given)
    let end = given.count
    var index = start
    while index < end {
      let current = given[index]
      let field = types.fields[Int(current.position)]
      if index > start { output.append(UInt8(ascii: ",")) }
      writeName(field.name)
      let type = types.output(field.type)
      if let node = current.node { write(node, type) } else { writeAbsent(type) }
      index += 1
    }
    given.remove(from: start)
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
    node.withSortedEntries { entries in
      for index in entries.indices {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        writeText(entries[index].key.text.bytes)
        output.append(UInt8(ascii: ":"))
        write(entries[index].value, element)
      }
    }
    output.append(UInt8(ascii: "}"))
  }

  // MARK: Text

  /// A field's name with the colon.
  private mutating func writeName(_ name: Text) {
    writeLiteral(name)
    output.append(UInt8(ascii: ":"))
  }

  /// A text with nothing in it to escape.
  private mutating func writeLiteral(_ text: Text) {
    output.withRoom(for: text.count + 2) { target in
      target[0] = UInt8(ascii: "\"")
      for index in 0..<text.count { target[index + 1] = text.bytes[index] }
      target[text.count + 1] = UInt8(ascii: "\"")
      return text.count + 2
    }
  }

  mutating func writeText(_ bytes: UnsafeBufferPointer<UInt8>) {
    output.appendQuoted(bytes, needsEscape)
  }

  /// All that another writer has written, as a text.
  ///
  /// What that took over from documents has been escaped before.
  mutating func writeText(of inner: borrowing JSONWriter) {
    output.append(UInt8(ascii: "\""))
    inner.withBytes { bytes in
      var start = 0
      for (place, document) in inner.insertions {
        appendEscaped(bytes[start..<place])
        output.append(document.escaped)
        start = place + document.text.count
      }
      appendEscaped(bytes[start...])
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    output.appendEscaped(UnsafeBufferPointer(rebasing: bytes), needsEscape)
  }

  private mutating func write(encoded document: JSONDocument) {
    insertions.append((output.count, document))
    output.append(document.text.bytes)
  }

  private mutating func writeText(_ text: String) {
    var text = text
    text.withUTF8 { writeText($0) }
  }
}
