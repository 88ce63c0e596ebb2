/// `!`.
final class NotNode: BooleanNode, @unchecked Sendable {
  private let operand: Node

  init(_ operand: Node, range: Range<Int>) {
    self.operand = operand
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    let value = try operand.evaluate(run)
    try run.charge(1)
    if case .bool(let value) = value { return !value }
    throw CELError.noSuchOverload("\(Operator.not.rawValue)(\(value.typeName))").placed(at: range)
  }

  override func textTest(_ maker: inout TextTestMaker) -> TextTest? {
    operand.textTest(&maker).map(NotTest.init)
  }
}

/// An operator that calculates or puts in order.
final class OperatorNode: Node, @unchecked Sendable {
  private let operation: Operator
  private let left: Node
  /// `nil` for an operator of one value.
  private let right: Node?

  init(_ operation: Operator, _ operands: [Node], range: Range<Int>) {
    self.operation = operation
    left = operands[0]
    right = operands.count > 1 ? operands[1] : nil
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let first = try left.evaluate(run)
    let second = try right?.evaluate(run)
    try run.charge(1)
    do throws(CELError) {
      guard let second else { return try apply(first) }
      return try apply(first, second, run)
    } catch {
      throw error.placed(at: range)
    }
  }

  private func apply(_ value: Value) throws(CELError) -> Value {
    switch (operation, value) {
    case (.negate, .int(let number)): return .int(try Arithmetic.difference(0, number))
    case (.negate, .double(let number)): return .double(-number)
    default: throw .noSuchOverload("\(operation.rawValue)(\(value.typeName))")
    }
  }

  private func apply(_ left: Value, _ right: Value, _ run: Run) throws(CELError) -> Value {
    switch operation {
    case .less: return .bool(try order(left, right, run) < 0)
    case .lessOrEqual: return .bool(try order(left, right, run) <= 0)
    case .greater: return .bool(try order(left, right, run) > 0)
    case .greaterOrEqual: return .bool(try order(left, right, run) >= 0)
    case .add: return try Arithmetic.sum(left, right, run)
    case .subtract: return try Arithmetic.difference(left, right)
    default: return try Arithmetic.apply(operation, left, right)
    }
  }

  private func order(_ left: Value, _ right: Value, _ run: Run) throws(CELError) -> Int {
    try run.chargeComparison(left, right)
    return try left.compared(to: right, for: operation.rawValue)
  }
}
