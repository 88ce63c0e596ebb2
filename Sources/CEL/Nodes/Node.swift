/// A compiled expression, ready to be evaluated any number of times.
// Unchecked because subclasses add constants: no node changes once it is made.
class Node: @unchecked Sendable {
  /// Where errors are reported, in the text of the expression.
  let range: Range<Int>

  init(range: Range<Int>) { self.range = range }

  func evaluate(_ run: Run) throws(CELError) -> Value {
    preconditionFailure("each kind of node evaluates itself")
  }

  /// The value, if it doesn't depend on variables.
  var constant: Value? { nil }

  /// What decides by texts alone, if this is the condition of a loop; `nil` where values are needed.
  func textTest(_ maker: inout TextTestMaker) -> TextTest? { nil }

  /// The value as a Boolean; `nil` for one of another type.
  func truth(_ run: Run) throws(CELError) -> Bool? {
    if case .bool(let value) = try evaluate(run) { return value }
    return nil
  }
}

/// A node whose value is always a Boolean.
class BooleanNode: Node, @unchecked Sendable {
  func decide(_ run: Run) throws(CELError) -> Bool {
    preconditionFailure("each kind of node decides itself")
  }

  final override func evaluate(_ run: Run) throws(CELError) -> Value { .bool(try decide(run)) }

  final override func truth(_ run: Run) throws(CELError) -> Bool? { try decide(run) }
}

final class ConstantNode: Node, @unchecked Sendable {
  private let value: Value

  init(_ value: Value, range: Range<Int>) {
    self.value = value
    super.init(range: range)
  }

  override func evaluate(_ run: Run) -> Value { value }

  override var constant: Value? { value }
}

/// A variable of the environment.
final class VariableNode: Node, @unchecked Sendable {
  let slot: Int

  init(slot: Int, range: Range<Int>) {
    self.slot = slot
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    return try run.activation.value(slot, run)
  }
}

/// A variable of a loop.
final class LocalNode: Node, @unchecked Sendable {
  let slot: Int

  init(slot: Int, range: Range<Int>) {
    self.slot = slot
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    return run.slots[run.base + slot]
  }
}

final class ConditionalNode: Node, @unchecked Sendable {
  private let condition: Node
  private let then: Node
  private let otherwise: Node

  init(_ condition: Node, _ then: Node, _ otherwise: Node, range: Range<Int>) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    guard let holds = try condition.truth(run) else {
      throw CELError.noSuchOverload("_?_:_").placed(at: condition.range)
    }
    return try (holds ? then : otherwise).evaluate(run)
  }
}

/// `&&` and `||`, where a value that decides wins over errors on either side.
final class LogicNode: BooleanNode, @unchecked Sendable {
  private let isAnd: Bool
  private let operands: [Node]

  init(isAnd: Bool, _ operands: [Node], range: Range<Int>) {
    self.isAnd = isAnd
    self.operands = operands
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    var fault: CELError?
    for operand in operands {
      do throws(CELError) {
        try run.charge(1)
        if let value = try operand.truth(run) {
          if value != isAnd { return value }
        } else if fault == nil {
          fault = CELError.noSuchOverload(isAnd ? "_&&_" : "_||_").placed(at: operand.range)
        }
      } catch {
        // Once there is no budget, nothing may go on.
        if error.kind == .limit { throw error }
        if fault == nil { fault = error }
      }
    }
    if let fault { throw fault }
    return isAnd
  }

  override func textTest(_ maker: inout TextTestMaker) -> TextTest? {
    var tests: [TextTest] = []
    for operand in operands {
      guard let test = operand.textTest(&maker) else { return nil }
      tests.append(test)
    }
    return LogicTest(isAnd: isAnd, tests)
  }
}
