package import YAML

/// What an expression evaluates to, and what variables hold.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(StringValue)
  case bytes([UInt8])
  case list(any ListSource)
  case map(any MapSource)
  case timestamp(Timestamp)
  /// In nanoseconds.
  case duration(Int64)
  /// The type of some value, by its name.
  case type(String)
  case optional(OptionalValue)
  case opaque(any OpaqueValue)
}

/// A value that may be missing.
package indirect enum OptionalValue: Sendable {
  case none
  case some(Value)
}

/// A value of a type that the language itself doesn't know, such as a quantity.
package protocol OpaqueValue: AnyObject, Sendable {
  var typeName: String { get }
  /// Whether it equals the value on the right of `==`; `nil` if the two can't be compared.
  func equals(_ other: Value) -> Bool?
  func hash(into hasher: inout Hasher)
}

extension Value {
  package static func string(_ string: String) -> Value { .string(StringValue(string)) }

  package static func string(_ text: Text) -> Value { .string(StringValue(text)) }

  package static func list(_ items: [Value]) -> Value { .list(ArrayList(items)) }

  /// An optional with a value.
  package static func some(_ value: Value) -> Value { .optional(.some(value)) }

  package static var none: Value { .optional(.none) }
}

extension Value {
  /// The name of the type, as `type(x)` gives it.
  package var typeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map(let map): map.typeName ?? "map"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .type: "type"
    case .optional: "optional_type"
    case .opaque(let value): value.typeName
    }
  }

  /// Whether it is the zero of its type: null, false, 0, or empty.
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.byteCount == 0
    case .bytes(let value): value.isEmpty
    case .list(let list): list.count == 0
    case .map(let map): map.count == 0
    case .timestamp(let time): time.isZero
    case .duration(let nanoseconds): nanoseconds == 0
    case .optional(.none): true
    case .optional(.some), .type, .opaque: false
    }
  }
}
