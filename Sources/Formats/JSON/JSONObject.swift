/// An object of JSON, put together field by field.
package struct JSONObject {
  private var content: [UInt8] = []

  package init() {}

  package var bytes: [UInt8] { [UInt8(ascii: "{")] + content + [UInt8(ascii: "}")] }

  package mutating func addRaw(_ name: String, _ value: [UInt8]) {
    if !content.isEmpty { content.append(UInt8(ascii: ",")) }
    JSONObject.append(name, to: &content)
    content.append(UInt8(ascii: ":"))
    content += value
  }

  package mutating func add(_ name: String, _ value: Int) {
    addRaw(name, Array("\(value)".utf8))
  }

  package mutating func add(_ name: String, _ value: Bool) {
    addRaw(name, Array((value ? "true" : "false").utf8))
  }

  /// `nil` becomes null.
  package mutating func add(_ name: String, _ value: String?) {
    var text: [UInt8] = []
    if let value { JSONObject.append(value, to: &text) } else { text = Array("null".utf8) }
    addRaw(name, text)
  }

  package static func texts(_ texts: [String]) -> [UInt8] {
    var output = [UInt8(ascii: "[")]
    for (index, text) in texts.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(text, to: &output)
    }
    return output + [UInt8(ascii: "]")]
  }

  /// A string in quotes; characters that would steer a terminal are escaped, too.
  private static func append(_ text: String, to output: inout [UInt8]) {
    var quoted: [UInt8] = []
    JSONText.append(text, to: &quoted)
    output += inert(quoted)
  }

  /// JSON in which what would steer a terminal is escaped too, which is the same to programs.
  package static func inert(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(where: { $0 >= 0x7F }) else { return json }
    var output: [UInt8] = []
    // All of it is in quotes, as JSON has nothing but ASCII outside of them.
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      let units = Escapes.needs(scalar) ? Array(String(scalar).utf16) : []
      if units.isEmpty { output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
      for unit in units { output += Escapes.escaped(unit).utf8 }
    }
    return output
  }

  package static func array<Element>(
    _ elements: [Element],
    _ object: (Element) -> JSONObject
  ) -> [UInt8] {
    var output = [UInt8(ascii: "[")]
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output += object(element).bytes
    }
    return output + [UInt8(ascii: "]")]
  }
}
