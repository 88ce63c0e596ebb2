extension Overload {
  /// Source: cel-go, cel/library.go.
  static let optionals: [Overload] = [
    Overload(
      "optional.of(T) -> optional(T)",
      "an optional with this value",
      .one { (value, _) throws(CELError) in .some(value) }
    ),
    Overload(
      "optional.none() -> optional(T)",
      "an optional without a value",
      .none { (_) throws(CELError) in .none }
    ),
    Overload(
      "optional.ofNonZeroValue(T) -> optional(T)",
      "none for null, false, 0 and what is empty",
      .one { (value, _) throws(CELError) in
        value.isZero ? .none : .some(value)
      }
    ),
    Overload(
      "optional(T).hasValue() -> bool",
      "whether there is a value",
      .one { (value, _) throws(CELError) in
        if case .some = try value.asOptional { return .bool(true) }
        return .bool(false)
      }
    ),
    Overload(
      "optional(T).value() -> T",
      "the value; an error if there is none",
      .one { (value, _) throws(CELError) in
        if case .some(let inner) = try value.asOptional { return inner }
        throw .evaluation("optional.none() dereference")
      }
    ),
    Overload(
      "optional(T).or(optional(T)) -> optional(T)",
      "the first optional if it has a value, else the second",
      .two { (value, other, _) throws(CELError) in
        if case .some = try value.asOptional { return value }
        return other
      }
    ),
    Overload(
      "optional(T).orValue(T) -> T",
      "the value if there is one, else the other",
      .two { (value, other, _) throws(CELError) in
        if case .some(let inner) = try value.asOptional { return inner }
        return other
      }
    ),
    Overload(
      "optional.unwrap(list(optional(T))) -> list(T)",
      "the values of those that have one",
      .one(unwrapped)
    ),
    Overload(
      "list(optional(T)).unwrapOpt() -> list(T)",
      "the values of those that have one",
      .one(unwrapped)
    ),
  ]

  private static func unwrapped(_ list: Value, _ run: Run) throws(CELError) -> Value {
    let list = try list.asList
    var output: [Value] = []
    for index in 0..<list.count {
      try run.charge(1)
      if case .some(let inner) = try list[index].asOptional { output.append(inner) }
    }
    return .list(output)
  }
}

/// `or` and `orValue`, whose argument is evaluated only where it is needed.
final class LazyOptionalNode: Node, @unchecked Sendable {
  private let operand: Node
  private let other: Node
  private let isValue: Bool

  init?(_ name: String, _ nodes: [Node], range: Range<Int>) {
    guard name == "or" || name == "orValue", nodes.count == 2 else { return nil }
    operand = nodes[0]
    other = nodes[1]
    isValue = name == "orValue"
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    if isValue, let operand = operand as? OptionalNode {
      let content = try operand.content(run)
      try run.charge(1)
      if let content { return content }
      return try other.evaluate(run)
    }
    let value = try operand.evaluate(run)
    try run.charge(1)
    guard case .optional(let optional) = value else {
      throw CELError.noSuchOverload("\(isValue ? "orValue" : "or") of \(value.typeName)")
        .placed(at: range)
    }
    if case .some(let inner) = optional { return isValue ? inner : value }
    let result = try other.evaluate(run)
    if isValue { return result }
    guard case .optional = result else {
      throw CELError.noSuchOverload("or with \(result.typeName)").placed(at: range)
    }
    return result
  }
}
