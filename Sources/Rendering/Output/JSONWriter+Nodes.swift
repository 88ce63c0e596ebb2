internal import Schema
internal import YAML

extension JSONWriter {
  /// What a file has, in the form of its type.
  mutating func write(_ node: Node, _ type: OutputType) {
    if node.isNull { return writeAbsent(type) }
    switch type.kind {
    case .object: writeObject(node, type)
    case .list: writeList(node, types.output(type.element))
    case .map: writeMap(node, types.output(type.element))
    case .string:
      if let text = node.string {
        writeText(text)
      } else {
        output.appendQuoted(node.convertedText, escaping)
      }
    default: output.append(scalar: node, type.kind, escaping)
    }
  }

  /// A field that is always written and was not given.
  mutating func writeAbsent(_ type: OutputType) {
    switch type.kind {
    case .object: writeObject(nil, type)
    case .string: output.appendQuoted(literal: "", escaping)
    case .bool: output.append("false" as StaticString)
    case .integer, .float, .intOrString: output.append("0" as StaticString)
    case .quantity: output.appendQuoted(literal: "0", escaping)
    case .duration, .durationOrNanoseconds:
      output.appendQuoted(literal: "0s", escaping)
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
      output.append(UInt8(ascii: ":"))
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
        writeText(entries[index].key.text)
        output.append(UInt8(ascii: ":"))
        write(entries[index].value, element)
      }
    }
    output.append(UInt8(ascii: "}"))
  }
}
