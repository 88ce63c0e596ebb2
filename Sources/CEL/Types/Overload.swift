/// One way to call a function.
package final class Overload: Sendable {
  /// Such as `contains` or `sets.contains`.
  package let name: String
  /// Whether the first argument stands before the dot.
  package let isMember: Bool
  /// With the receiver, if there is one, as the first.
  package let arguments: [CELType]
  package let result: CELType
  /// One line for people; empty for a second form of a function.
  package let doc: String
  let parameters: Set<String>
  let masks: [KindMask]
  let body: Body

  /// Charges the run for the work it is about to do, if that grows with its input.
  enum Body: Sendable {
    case none(@Sendable (Run) throws(CELError) -> Value)
    case one(@Sendable (Value, Run) throws(CELError) -> Value)
    case two(@Sendable (Value, Value, Run) throws(CELError) -> Value)
    case three(@Sendable (Value, Value, Value, Run) throws(CELError) -> Value)
    case many(@Sendable ([Value], Run) throws(CELError) -> Value)
  }

  convenience init(_ signature: String, _ doc: String, _ body: Body) {
    var reader = SignatureReader(signature)
    let parsed = reader.read()
    self.init(parsed, doc, body)
  }

  private init(_ signature: Signature, _ doc: String, _ body: Body) {
    name = signature.name
    isMember = signature.isMember
    arguments = signature.arguments
    result = signature.result
    self.doc = doc
    self.body = body
    var names: Set<String> = []
    for type in arguments { type.collectParameters(into: &names) }
    result.collectParameters(into: &names)
    parameters = names
    masks = arguments.map(KindMask.init)
  }

  /// A function of the caller's own.
  ///
  /// `body` receives as many values as there are arguments, the receiver first, of their types.
  package convenience init(
    name: String,
    isMember: Bool,
    arguments: [CELType],
    result: CELType,
    doc: String,
    body: @escaping @Sendable ([Value], Run) throws(CELError) -> Value
  ) {
    let signature = Signature(
      name: name,
      isMember: isMember,
      arguments: arguments,
      result: result
    )
    self.init(signature, doc, .many(body))
  }
}

extension Overload: CustomStringConvertible {
  /// Such as `string.contains(string) -> bool`.
  package var description: String {
    let types = arguments.map(\.description)
    let call = "\(name)(\(types.dropFirst(isMember ? 1 : 0).joined(separator: ", ")))"
    return (isMember ? "\(types[0])." : "") + "\(call) -> \(result)"
  }
}

/// Kinds of values, as a set of bits.
struct KindMask: Sendable {
  private let bits: UInt32
  /// For opaque types and objects, whose kind doesn't tell them apart.
  private let name: String?

  init(_ type: CELType) {
    name = if case .opaque(let name) = type { name } else { nil }
    bits =
      switch type {
      case .null: 1
      case .bool: 2
      case .int: 4
      case .uint: 8
      case .double: 16
      case .string: 32
      case .bytes: 64
      case .list: 128
      case .map, .object: 256
      case .timestamp: 512
      case .duration: 1_024
      case .type: 2_048
      case .optional: 4_096
      case .opaque: 8_192
      case .dyn, .parameter, .variable: .max
      }
  }

  func contains(_ value: Value) -> Bool {
    guard bits & KindMask.bit(of: value) != 0 else { return false }
    guard let name, case .opaque(let value) = value else { return true }
    return value.typeName == name
  }

  private static func bit(of value: Value) -> UInt32 {
    switch value {
    case .null: 1
    case .bool: 2
    case .int: 4
    case .uint: 8
    case .double: 16
    case .string: 32
    case .bytes: 64
    case .list: 128
    case .map: 256
    case .timestamp: 512
    case .duration: 1_024
    case .type: 2_048
    case .optional: 4_096
    case .opaque: 8_192
    }
  }
}
