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
  static func optionalField(_ key: FieldKey, of value: Value) throws(CELError) -> Value? {
    switch value {
    case .optional(.none): return nil
    case .optional(.some(let inner)): return try optionalField(key, of: inner)
    case .map(let map): return map.isSet(key) ? map.value(key) : nil
    case .list:
      throw .evaluation("a list has no field \"\(key.name.string)\"; use an index or a macro")
    default: return nil
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
  static func optionalElement(_ key: Value, of value: Value) throws(CELError) -> Value? {
    switch value {
    case .optional(.none): return nil
    case .optional(.some(let inner)): return try optionalElement(key, of: inner)
    case .list(let list):
      guard let index = try index(key), index >= 0, index < list.count else { return nil }
      return list[index]
    case .map(let map): return map.lookUp(key)
    default: return nil
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

/// `operand.field`.
final class SelectNode: Node, @unchecked Sendable {
  /// What the first field is of.
  let root: Node
  /// The fields, one of the other, each with its range.
  let path: [FieldKey]
  private let ranges: [Range<Int>]
  /// The slot of the root, if it is a variable of the environment.
  private let slot: Int?

  init(_ operand: Node, _ key: FieldKey, range: Range<Int>) {
    let inner = operand as? SelectNode
    root = inner?.root ?? operand
    path = (inner?.path ?? []) + [key]
    ranges = (inner?.ranges ?? []) + [range]
    slot = (root as? VariableNode)?.slot
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var value: Value
    var step = 0
    if let slot, let found = run.activation.field(path[0], of: slot) {
      try run.charge(2)
      (value, step) = (found, 1)
      if path.count == 1 { return value }
    } else {
      value = try root.evaluate(run)
    }
    if case .map(let map) = value, let found = map.value(along: path[step...]) {
      try run.charge(UInt64(path.count - step))
      return found
    }
    while step < path.count {
      try run.charge(1)
      value = try field(step, of: value)
      step += 1
    }
    return value
  }

  private func field(_ step: Int, of value: Value) throws(CELError) -> Value {
    do throws(CELError) {
      // A field of an optional is an optional, too.
      guard case .optional = value else { return try Access.field(path[step], of: value) }
      return try Access.optionalField(path[step], of: value).map(Value.some) ?? .none
    } catch {
      throw error.placed(at: ranges[step])
    }
  }
}

/// A node whose value is an optional, or an error.
class OptionalNode: Node, @unchecked Sendable {
  /// What is in the optional.
  func content(_ run: Run) throws(CELError) -> Value? {
    preconditionFailure("each kind of node finds its content")
  }

  final override func evaluate(_ run: Run) throws(CELError) -> Value {
    try content(run).map(Value.some) ?? .none
  }
}

/// `operand.?field`.
final class OptionalSelectNode: OptionalNode, @unchecked Sendable {
  private let operand: Node
  private let key: FieldKey

  init(_ operand: Node, _ key: FieldKey, range: Range<Int>) {
    self.operand = operand
    self.key = key
    super.init(range: range)
  }

  override func content(_ run: Run) throws(CELError) -> Value? {
    let value = try operand.evaluate(run)
    try run.charge(1)
    do throws(CELError) {
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

  init(_ operand: Node, _ key: Node, range: Range<Int>) {
    self.operand = operand
    self.key = key
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let value = try operand.evaluate(run)
    let key = try key.evaluate(run)
    try run.charge(1)
    try run.charge(key: key)
    do throws(CELError) {
      guard case .optional = value else { return try Access.element(key, of: value) }
      return try Access.optionalElement(key, of: value).map(Value.some) ?? .none
    } catch {
      throw error.placed(at: range)
    }
  }
}

/// `operand[?key]`.
final class OptionalIndexNode: OptionalNode, @unchecked Sendable {
  private let operand: Node
  private let key: Node

  init(_ operand: Node, _ key: Node, range: Range<Int>) {
    self.operand = operand
    self.key = key
    super.init(range: range)
  }

  override func content(_ run: Run) throws(CELError) -> Value? {
    let value = try operand.evaluate(run)
    let key = try key.evaluate(run)
    try run.charge(1)
    try run.charge(key: key)
    do throws(CELError) {
      return try Access.optionalElement(key, of: value)
    } catch {
      throw error.placed(at: range)
    }
  }
}
