package import Formats

/// Values as JSON that tells their types, such as `{"int":"5"}`; serves conformance tests.
package enum TaggedJSON {
  /// A value of JSON: numbers with a fraction or an exponent are doubles, others ints.
  package static func value(_ json: JSONValue) -> Value {
    switch json {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let text): number(text)
    case .text(let bytes): .string(StringValue(bytes))
    case .array(let items): .list(items.map(value))
    case .object(let members):
      .map(ValueMap(members.map { (.string($0.key), value($0.value)) }))
    }
  }

  private static func number(_ text: String) -> Value {
    if let whole = Int64(text) { return .int(whole) }
    return .double(Double(text) ?? .nan)
  }

  package static func text(_ value: Value) -> [UInt8] {
    switch value {
    case .null: tagged("null", Array("null".utf8))
    case .bool(let value): tagged("bool", Array("\(value)".utf8))
    case .int(let number): tagged("int", quoted("\(number)"))
    case .uint(let number): tagged("uint", quoted("\(number)"))
    case .double(let number): tagged("double", quoted(double(number)))
    case .string(let text): tagged("string", text.withBytes(quoted))
    case .bytes(let bytes): tagged("bytes", quoted(base64(bytes)))
    case .list(let list): tagged("list", array(list.items.map(text)))
    case .map(let map): tagged("map", entries(of: map))
    case .timestamp(let time): tagged("timestamp", quoted(time.text))
    case .duration(let nanoseconds): tagged("duration", quoted(duration(nanoseconds)))
    case .type(let name): tagged("type", quoted(name))
    case .optional(.none): tagged("optional", Array("null".utf8))
    case .optional(.some(let inner)): tagged("optional", text(inner))
    case .opaque(let value): tagged(tag(of: value), quoted("\(value)"))
    }
  }

  private static func tag(of value: any OpaqueValue) -> String {
    switch value.typeName {
    case "kubernetes.NamedFormat": "format"
    case let name: String(name.split(separator: ".").last ?? "").lowercased()
    }
  }

  private static func entries(of map: any MapSource) -> [UInt8] {
    array(map.keys.items.map { array([text($0), text(map.lookUp($0) ?? .null)]) })
  }

  private static func array(_ items: [[UInt8]]) -> [UInt8] {
    [UInt8(ascii: "[")] + items.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
  }

  private static func tagged(_ tag: String, _ value: [UInt8]) -> [UInt8] {
    Array("{\"\(tag)\":".utf8) + value + [UInt8(ascii: "}")]
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    JSONText.append(text, to: &output)
    return output
  }

  private static func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    JSONText.append(bytes, to: &output)
    return output
  }

  private static func double(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return "\(number)"
  }

  private static func duration(_ nanoseconds: Int64) -> String {
    let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    let fraction = String(rest + 1_000_000_000).dropFirst()
    return "\(nanoseconds < 0 ? "-" : "")\(seconds).\(fraction)s"
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var output = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for index in 0..<4 {
        output.append(
          index <= group.count ? digits[Int(bits >> UInt32(18 - 6 * index) & 63)] : "="
        )
      }
    }
    return output
  }
}
