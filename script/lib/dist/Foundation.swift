// Stands for Utilities/Foundation.swift of swift-argument-parser in the programs that are handed out. The
// parser needs Foundation for JSON alone, and Foundation is five megabytes of a program.

extension Error {
  func describe() -> String { String(describing: self) }
}

enum JSONEncoder {
  static func encode<T: Encodable>(_ value: T) -> String {
    let encoder = ValueEncoder(path: [])
    do {
      try value.encode(to: encoder)
    } catch {
      return ""
    }
    var text = ""
    encoder.value.write(to: &text, indent: "")
    return text
  }
}

/// JSON that is still being put together. It is shared by the containers that write into it.
private final class JSONValue {
  enum Kind {
    case plain(String)
    case array([JSONValue])
    case object([String: JSONValue])
  }

  var kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  func write(to text: inout String, indent: String) {
    let inner = indent + "  "
    switch kind {
    case .plain(let plain): text += plain
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner
        item.write(to: &text, indent: inner)
      }
      text += (items.isEmpty ? "" : "\n" + indent) + "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner + JSONValue.quoted(member.key) + " : "
        member.value.write(to: &text, indent: inner)
      }
      text += (members.isEmpty ? "" : "\n" + indent) + "}"
    }
  }

  static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

private struct ValueEncoder: Encoder {
  let value = JSONValue(.object([:]))
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(path: [any CodingKey]) { codingPath = path }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Members<Key>(value: value, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    value.kind = .array([])
    return Items(value: value, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(value: value, codingPath: codingPath)
  }

  static func value<T: Encodable>(of other: T, at path: [any CodingKey]) throws -> JSONValue {
    switch other {
    case let string as String: return JSONValue(.plain(JSONValue.quoted(string)))
    case let flag as Bool: return JSONValue(.plain(flag ? "true" : "false"))
    case let number as any BinaryInteger: return JSONValue(.plain(String(describing: number)))
    case let number as any BinaryFloatingPoint:
      return JSONValue(.plain(String(describing: number)))
    default:
      let encoder = ValueEncoder(path: path)
      try other.encode(to: encoder)
      return encoder.value
    }
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let value: JSONValue
  let codingPath: [any CodingKey]

  private func set(_ key: Key, _ member: JSONValue) {
    guard case .object(var members) = value.kind else { return }
    members[key.stringValue] = member
    value.kind = .object(members)
  }

  mutating func encodeNil(forKey key: Key) throws { set(key, JSONValue(.plain("null"))) }

  mutating func encode<T: Encodable>(_ other: T, forKey key: Key) throws {
    set(key, try ValueEncoder.value(of: other, at: codingPath + [key]))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    let encoder = ValueEncoder(path: codingPath + [key])
    set(key, encoder.value)
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    let encoder = ValueEncoder(path: codingPath + [key])
    set(key, encoder.value)
    return encoder.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { ValueEncoder(path: codingPath) }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    let encoder = ValueEncoder(path: codingPath + [key])
    set(key, encoder.value)
    return encoder
  }
}

private struct Items: UnkeyedEncodingContainer {
  let value: JSONValue
  let codingPath: [any CodingKey]

  var count: Int {
    guard case .array(let items) = value.kind else { return 0 }
    return items.count
  }

  private func append(_ item: JSONValue) {
    guard case .array(var items) = value.kind else { return }
    items.append(item)
    value.kind = .array(items)
  }

  mutating func encodeNil() throws { append(JSONValue(.plain("null"))) }

  mutating func encode<T: Encodable>(_ other: T) throws {
    append(try ValueEncoder.value(of: other, at: codingPath))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    let encoder = ValueEncoder(path: codingPath)
    append(encoder.value)
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    let encoder = ValueEncoder(path: codingPath)
    append(encoder.value)
    return encoder.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    let encoder = ValueEncoder(path: codingPath)
    append(encoder.value)
    return encoder
  }
}

private struct Single: SingleValueEncodingContainer {
  let value: JSONValue
  let codingPath: [any CodingKey]

  mutating func encodeNil() throws { value.kind = .plain("null") }

  mutating func encode<T: Encodable>(_ other: T) throws {
    value.kind = try ValueEncoder.value(of: other, at: codingPath).kind
  }
}
