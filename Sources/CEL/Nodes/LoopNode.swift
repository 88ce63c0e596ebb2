/// A macro that visits the elements of a list or the keys of a map.
class LoopNode: Node, @unchecked Sendable {
  private let operand: Node
  /// The first variable, and the second if there are two.
  private let slot: Int
  private let isPair: Bool

  init(_ operand: Node, slot: Int, isPair: Bool, range: Range<Int>) {
    self.operand = operand
    self.slot = slot
    self.isPair = isPair
    super.init(range: range)
  }

  /// Visits each element with the variables set, until `body` returns false.
  ///
  /// `body` receives the first variable's value.
  final func visit(
    _ run: Run,
    _ body: (Value) throws(CELError) -> Bool
  ) throws(CELError) {
    let range = try operand.evaluate(run)
    try run.charge(1)
    switch range {
    case .list(let list):
      for index in 0..<list.count {
        try run.charge(1)
        let element = list[index]
        let first = isPair ? Value.int(Int64(index)) : element
        set(first, element, run)
        if try !body(first) { return }
      }
    case .map(let map):
      let keys = map.keys
      for index in 0..<keys.count {
        try run.charge(1)
        let key = keys[index]
        set(key, isPair ? map.lookUp(key) ?? .null : .null, run)
        if try !body(key) { return }
      }
    default:
      throw CELError(
        .evaluation,
        "a value of type \(range.typeName) can't be visited; only lists and maps can",
        at: operand.range
      )
    }
  }

  private func set(_ first: Value, _ second: Value, _ run: Run) {
    run.slots[run.base + slot] = first
    if isPair { run.slots[run.base + slot + 1] = second }
  }
}

/// `all` and `exists`, where an element that decides wins over errors of others.
final class QuantifierNode: LoopNode, @unchecked Sendable {
  private let isAll: Bool
  private let condition: Node

  init(
    isAll: Bool,
    _ operand: Node,
    _ condition: Node,
    slot: Int,
    isPair: Bool,
    range: Range<Int>
  ) {
    self.isAll = isAll
    self.condition = condition
    super.init(operand, slot: slot, isPair: isPair, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var fault: CELError?
    var isDecided = false
    try visit(run) { (_) throws(CELError) in
      do throws(CELError) {
        if let holds = try condition.truth(run) {
          isDecided = holds != isAll
        } else if fault == nil {
          fault = CELError.noSuchOverload(isAll ? "_&&_" : "_||_").placed(at: condition.range)
        }
      } catch {
        if error.kind == .limit { throw error }
        if fault == nil { fault = error }
      }
      return !isDecided
    }
    if isDecided { return .bool(!isAll) }
    if let fault { throw fault }
    return .bool(isAll)
  }
}

/// `exists_one`: whether the condition holds for exactly one element.
final class ExistsOneNode: LoopNode, @unchecked Sendable {
  private let condition: Node

  init(_ operand: Node, _ condition: Node, slot: Int, isPair: Bool, range: Range<Int>) {
    self.condition = condition
    super.init(operand, slot: slot, isPair: isPair, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var count = 0
    try visit(run) { (_) throws(CELError) in
      if try condition.holds(run) { count += 1 }
      return true
    }
    return .bool(count == 1)
  }
}

extension Node {
  /// The value as a Boolean.
  final func holds(_ run: Run) throws(CELError) -> Bool {
    if let holds = try truth(run) { return holds }
    throw CELError.noSuchOverload("_?_:_").placed(at: range)
  }
}
