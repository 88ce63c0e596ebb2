internal import CEL
internal import Formats
internal import GoFormats

/// A value as people read it: JSON, with the text of what JSON has no form for.
struct ShownValue {
  /// Bytes from which on the rest is left out.
  private static let limit = 1 << 20

  private(set) var bytes: [UInt8] = []

  init(_ value: Value) {
    append(value)
  }

  private mutating func append(_ value: Value) {
    guard bytes.count < ShownValue.limit else { return }
    switch value {
    case .null, .optional(.none): bytes += Array("null".utf8)
    case .bool(let value): bytes += Array("\(value)".utf8)
    case .int(let number): bytes += Array("\(number)".utf8)
    case .uint(let number): bytes += Array("\(number)".utf8)
    case .double(let number): bytes += Array("\(number)".utf8)
    case .string(let text): quote(text.string)
    case .bytes(let value): quote(String(decoding: value, as: UTF8.self))
    case .list(let list): append(list)
    case .map(let map): append(map)
    case .timestamp(let time): quote(time.text)
    case .duration(let nanoseconds): quote(DurationText.text(nanoseconds))
    case .type(let name): quote(name)
    case .optional(.some(let inner)): append(inner)
    case .opaque(let value): quote("\(value)")
    }
  }

  private mutating func quote(_ text: String) {
    JSONText.append(text, to: &bytes)
  }

  private mutating func append(_ list: any ListSource) {
    bytes.append(UInt8(ascii: "["))
    for index in 0..<list.count where bytes.count < ShownValue.limit {
      if index > 0 { bytes += Array(", ".utf8) }
      append(list[index])
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ map: any MapSource) {
    bytes.append(UInt8(ascii: "{"))
    let keys = map.keys
    for index in 0..<keys.count where bytes.count < ShownValue.limit {
      if index > 0 { bytes += Array(", ".utf8) }
      append(keys[index])
      bytes += Array(": ".utf8)
      append(map.lookUp(keys[index]) ?? .null)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
