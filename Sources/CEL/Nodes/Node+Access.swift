/// What can be asked of lists, maps and objects.
///
/// Source: cel-go, interpreter/attributes.go.
enum Access {
  /// A field that must be there.
  static func field(_ key: FieldKey, of value: Value) throws(CELError) -> Value {
    switch value {
    case .map(let map):
      if let found = map.value(key) { return found }
      throw .evaluation("no such key: \(key.name.string)")
    case .list:
      throw .evaluation("a list has no field \"\(key.name.string)\"; use an index or a macro")
    default:
      throw .evaluation(
        "no such key: \(key.name.string), as the value is of type \(value.typeName)"
      )
    }
  }

  /// A field that may be missing.
  static func optionalField(_ key: FieldKey, of value: Value) throws(CELError) -> Value {
    switch value {
    case .optional(.none): return .none
    case .optional(.some(let inner)): return try optionalField(key, of: inner)
    case .map(let map): return map.isSet(key) ? map.value(key).map(Value.some) ?? .none : .none
    case .list:
      throw .evaluation("a list has no field \"\(key.name.string)\"; use an index or a macro")
    default: return .none
    }
  }

  static func has(_ key: FieldKey, in value: Value) throws(CELError) -> Bool {
    switch value {
    case .optional(.none): return false
    case .optional(.some(let inner)): return try has(key, in: inner)
    case .map(let map): return map.isSet(key)
    case .list:
      throw .evaluation("a list has no field \"\(key.name.string)\"; use an index or a macro")
    default: return false
    }
  }

  /// An element that must be there.
  static func element(_ key: Value, of value: Value) throws(CELError) -> Value {
    switch value {
    case .list(let list):
      let index = try index(key)
      if let index, index >= 0, index < list.count { return list[index] }
      throw .evaluation("index out of bounds: \(index.map { "\($0)" } ?? "too large")")
    case .map(let map):
      if let found = map.lookUp(key) { return found }
      throw .evaluation("no such key: \(key.shortText)")
    default:
      throw .evaluation(
        "no such key: \(key.shortText), as the value is of type \(value.typeName)"
      )
    }
  }

  /// An element that may be missing.
  static func optionalElement(_ key: Value, of value: Value) throws(CELError) -> Value {
    switch value {
    case .optional(.none): return .none
    case .optional(.some(let inner)): return try optionalElement(key, of: inner)
    case .list(let list):
      guard let index = try index(key), index >= 0, index < list.count else { return .none }
      return .some(list[index])
    case .map(let map): return map.lookUp(key).map(Value.some) ?? .none
    default: return .none
    }
  }

  /// A whole number of any type; `nil` for one that fits no index.
  private static func index(_ key: Value) throws(CELError) -> Int? {
    switch key {
    case .int(let number): return Int(exactly: number)
    case .uint(let number): return Int(exactly: number)
    case .double(let number):
      if let whole = Int(exactly: number) { return whole }
      throw .evaluation("unsupported index value of type double: \(number)")
    default: throw .evaluation("unsupported index type \(key.typeName) in list")
    }
  }
}

extension Value {
  /// For messages.
  var shortText: String {
    switch self {
    case .string(let text): String(text.string.prefix(100))
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)"
    case .double(let number): "\(number)"
    case .bool(let value): "\(value)"
    default: "a value of type \(typeName)"
    }
  }
}

/// `operand.field`, also through an optional.
final class SelectNode: Node, @unchecked Sendable {
  private let operand: Node
  private let key: FieldKey
  private let isOptional: Bool
  /// The slot of the operand, if it is a variable of the environment.
  private let slot: Int?

  init(_ operand: Node, _ key: FieldKey, isOptional: Bool, range: Range<Int>) {
    self.operand = operand
    self.key = key
    self.isOptional = isOptional
    slot = isOptional ? nil : (operand as? VariableNode)?.slot
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    if let slot, let found = run.activation.field(key, of: slot) {
      try run.charge(2)
      return found
    }
    let value = try operand.evaluate(run)
    try run.charge(1)
    if !isOptional, case .map(let map) = value, let found = map.value(key) { return found }
    do throws(CELError) {
      if !isOptional {
        guard case .optional = value else { return try Access.field(key, of: value) }
      }
      return try Access.optionalField(key, of: value)
    } catch {
      throw error.placed(at: range)
    }
  }
}

/// `has(operand.field)`.
final class HasNode: BooleanNode, @unchecked Sendable {
  private let operand: Node
  private let key: FieldKey

  init(_ operand: Node, _ key: FieldKey, range: Range<Int>) {
    self.operand = operand
    self.key = key
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    let value = try operand.evaluate(run)
    try run.charge(1)
    do throws(CELError) {
      return try Access.has(key, in: value)
    } catch {
      throw error.placed(at: range)
    }
  }
}

/// `operand[key]`, also through an optional.
final class IndexNode: Node, @unchecked Sendable {
  private let operand: Node
  private let key: Node
  private let isOptional: Bool

  init(_ operand: Node, _ key: Node, isOptional: Bool, range: Range<Int>) {
    self.operand = operand
    self.key = key
    self.isOptional = isOptional
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let value = try operand.evaluate(run)
    let key = try key.evaluate(run)
    try run.charge(1)
    try run.charge(key: key)
    do throws(CELError) {
      if !isOptional {
        guard case .optional = value else { return try Access.element(key, of: value) }
      }
      return try Access.optionalElement(key, of: value)
    } catch {
      throw error.placed(at: range)
    }
  }
}
