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
    try visit(range, run, body)
  }

  /// Visits each element until `body` returns false.
  ///
  /// `body` receives the element, and what the test says of it; if that says nothing, the variable is
  /// set.
  final func visit(
    _ run: Run,
    _ test: TextTest?,
    _ body: (_ element: () -> Value, _ verdict: Bool?) throws(CELError) -> Bool
  ) throws(CELError) {
    let range = try operand.evaluate(run)
    try run.charge(1)
    guard let test, let list = range.visited else {
      return try visit(range, run) { (element) throws(CELError) in try body({ element }, nil) }
    }
    test.begin(run)
    var asked: TextTest? = test
    for index in 0..<list.count {
      try run.charge(1)
      let verdict = try asked?.holds(TextElement(list: list, index: index), run) ?? nil
      if verdict == nil {
        // What comes after an element that is no text is seldom text.
        asked = nil
        set(list[index], .null, run)
      }
      if try !body({ list[index] }, verdict) { return }
    }
  }

  private func visit(
    _ range: Value,
    _ run: Run,
    _ body: (Value) throws(CELError) -> Bool
  ) throws(CELError) {
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
  /// Stands for the condition where elements are text.
  private let test: TextTest?

  init(
    isAll: Bool,
    _ operand: Node,
    _ condition: Node,
    test: TextTest?,
    slot: Int,
    isPair: Bool,
    range: Range<Int>
  ) {
    self.isAll = isAll
    self.condition = condition
    self.test = test
    super.init(operand, slot: slot, isPair: isPair, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var fault: CELError?
    var isDecided = false
    try visit(run, test) { (_, verdict) throws(CELError) in
      do throws(CELError) {
        if let verdict {
          isDecided = verdict != isAll
        } else if let holds = try condition.truth(run) {
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

extension Value {
  /// What a loop with one variable visits: the elements of a list, or the keys of a map.
  fileprivate var visited: (any ListSource)? {
    switch self {
    case .list(let list): list
    case .map(let map): map.keys
    default: nil
    }
  }
}

extension Node {
  /// The value as a Boolean.
  final func holds(_ run: Run) throws(CELError) -> Bool {
    if let holds = try truth(run) { return holds }
    throw CELError.noSuchOverload("_?_:_").placed(at: range)
  }
}
