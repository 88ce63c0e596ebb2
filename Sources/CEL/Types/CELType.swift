/// A type that is known before anything is evaluated.
package indirect enum CELType: Sendable, Hashable {
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  /// Any type; decided when the expression is evaluated.
  case dyn
  case list(CELType)
  case map(CELType, CELType)
  case optional(CELType)
  /// The type of a type; `nil` for that of any.
  case type(CELType?)
  /// A type by name, such as `kubernetes.Quantity`.
  case opaque(String)
  case object(ObjectType)
  /// A type that a function's declaration leaves open, such as `T`.
  case parameter(String)
  /// A type that is still to be found.
  case variable(Int)

  package static let quantity = CELType.opaque("kubernetes.Quantity")
}

/// An object with known fields.
package final class ObjectType: Sendable, Hashable {
  package struct Field: Sendable {
    package let type: CELType
    /// Reaches the source of the value with each question for the field.
    package let tag: Int
    /// One line for people.
    package let doc: String

    package init(type: CELType, tag: Int, doc: String) {
      self.type = type
      self.tag = tag
      self.doc = doc
    }
  }

  package let name: String
  package let fields: [String: Field]

  package init(name: String, fields: [String: Field]) {
    self.name = name
    self.fields = fields
  }

  package static func == (left: ObjectType, right: ObjectType) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension CELType: CustomStringConvertible {
  package var description: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .dyn, .variable: "dyn"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let value): "optional_type(\(value))"
    case .type(nil): "type"
    case .type(let inner?): "type(\(inner))"
    case .opaque(let name), .parameter(let name): name
    case .object(let type): type.name
    }
  }

  /// The name of a value's type, as `type(x)` gives it.
  var runtimeName: String {
    switch self {
    case .null: "null_type"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map: "map"
    case .optional: "optional_type"
    case .type: "type"
    default: description
    }
  }

  var isDyn: Bool { self == .dyn }

  /// Whether no part of it is open until evaluation.
  var isKnown: Bool {
    switch self {
    case .dyn, .parameter, .variable: false
    default: true
    }
  }
}
