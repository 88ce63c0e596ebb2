/// A JSON value whose members keep their order, so that equal catalogs give equal text.
package indirect enum JSONNode {
  case null
  case bool(Bool)
  /// As JSON spells it.
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([(name: String, value: JSONNode)])

  package static func strings(_ strings: [String]) -> JSONNode {
    .array(strings.map { .string($0) })
  }

  /// Indented by two spaces; lists of scalars and empty containers on one line; a final newline.
  package var text: String {
    var text = ""
    write(to: &text, indentation: "")
    text += "\n"
    return text
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(to text: inout String, indentation: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let number): text += number
    case .string(let string): Self.write(string, to: &text)
    case .array(let elements) where elements.allSatisfy(\.isScalar):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.write(to: &text, indentation: "")
      }
      text += "]"
    case .array(let elements):
      let inner = indentation + "  "
      for (index, element) in elements.enumerated() {
        text += (index == 0 ? "[\n" : ",\n") + inner
        element.write(to: &text, indentation: inner)
      }
      text += "\n\(indentation)]"
    case .object(let members) where members.isEmpty: text += "{}"
    case .object(let members):
      let inner = indentation + "  "
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "{\n" : ",\n") + inner
        Self.write(member.name, to: &text)
        text += ": "
        member.value.write(to: &text, indentation: inner)
      }
      text += "\n\(indentation)}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
