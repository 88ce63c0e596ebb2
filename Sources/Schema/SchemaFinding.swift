package import YAML

/// Something in a document that does not have the shape its type asks for.
package struct SchemaFinding {
  package var kind: Kind
  /// The key for `unknownField`, `newerField`, `notOffered` and `otherCase`, the value for the others.
  package var node: Node
  /// For a value of a map: the object type that the map's values have.
  package var valueType: String?

  /// Whether `node` is a key.
  package var isAboutKey: Bool {
    switch kind {
    case .unknownField, .newerField, .notOffered, .otherCase: true
    case .wrongType, .badSyntax: false
    }
  }

  package enum Kind {
    /// A key that the object type does not have.
    case unknownField(type: String)
    /// A key that only newer versions of Prow know.
    case newerField(type: String)
    /// A key that the reader may know, and that those who get the value from it are too old for.
    case notOffered(type: String)
    /// A key that is known in other letter case, which Go's decoder accepts.
    case otherCase(name: String)
    /// A value that Go's decoder refuses.
    case wrongType(wanted: Wanted)
    /// A string without the syntax of its field.
    case badSyntax(Syntax)
  }

  /// What a field holds.
  package enum Wanted: Sendable, Hashable {
    case text, bool, integer, unsigned, number, list, mapping, quantity, intOrString, time, duration
    /// What the table says.
    case shape(WantedShape)

    /// In words for people.
    package var words: String {
      switch self {
      case .text: "a string"
      case .bool: "true or false"
      case .integer: "a whole number"
      case .unsigned: "a whole number from 0"
      case .number: "a number"
      case .list: "a list"
      case .mapping: "a mapping"
      case .quantity: "a quantity such as 500m or 2Gi"
      case .intOrString: "a whole number or a name"
      case .time: "a time"
      case .duration: "a duration such as 90s or 2h30m"
      case .shape(let shape): shape.words
      }
    }
  }

  /// What a table says of a type for a value that does not fit it.
  package struct WantedShape: Sendable, Hashable {
    package var words: String
    /// What to write.
    package var advice: String?
  }

  package enum Syntax: Sendable {
    case quantity, time, duration
  }
}

/// How the scalars with a syntax of their own are judged; their rules are in higher modules.
package struct ScalarSyntax: Sendable {
  package var isQuantity: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  package var isTime: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  package var isDuration: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

  package init(
    isQuantity: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool,
    isTime: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool,
    isDuration: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    self.isQuantity = isQuantity
    self.isTime = isTime
    self.isDuration = isDuration
  }
}
