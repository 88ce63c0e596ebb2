/// A value of JSON as it was read; strings stay UTF-8 bytes, since most are files.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// As it was written.
  case number(String)
  case text([UInt8])
  case array([JSONValue])
  /// In the order of the text, a key that comes twice included.
  case object([Member])

  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package init(_ text: String) { self = .text(Array(text.utf8)) }

  /// The last value under a key, as Go's decoder takes it; `nil` if this is not an object.
  package subscript(key: String) -> JSONValue? { members.last { $0.key == key }?.value }

  /// Empty unless this is an object.
  package var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// Empty unless this is an array.
  package var items: [JSONValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  package var bytes: [UInt8]? {
    guard case .text(let bytes) = self else { return nil }
    return bytes
  }

  package var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  package var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }
}
