/// `map`, `filter` and `transformList`.
final class MappingNode: LoopNode, @unchecked Sendable {
  private let condition: Node?
  /// Stands for the condition where elements are text; only without a body.
  private let test: TextTest?
  /// `nil` for the element itself.
  private let body: Node?

  init(
    _ operand: Node,
    condition: Node?,
    test: TextTest?,
    body: Node?,
    slot: Int,
    isPair: Bool,
    range: Range<Int>
  ) {
    self.condition = condition
    self.test = test
    self.body = body
    super.init(operand, slot: slot, isPair: isPair, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var values: [Value] = []
    try visit(run, test) { (element, verdict) throws(CELError) in
      if let verdict {
        if verdict { values.append(element()) }
        return true
      }
      if let condition, try !condition.holds(run) { return true }
      values.append(try body?.evaluate(run) ?? element())
      return true
    }
    return .list(values)
  }
}

/// `transformMap`, and `transformMapEntry` whose body is a map of entries.
final class MapTransformNode: LoopNode, @unchecked Sendable {
  private let condition: Node?
  private let body: Node
  private let isEntry: Bool

  init(
    _ operand: Node,
    condition: Node?,
    body: Node,
    isEntry: Bool,
    slot: Int,
    range: Range<Int>
  ) {
    self.condition = condition
    self.body = body
    self.isEntry = isEntry
    super.init(operand, slot: slot, isPair: true, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var entries: [(key: Value, value: Value)] = []
    var seen: Set<ValueKey> = []
    try visit(run) { (key) throws(CELError) in
      if let condition, try !condition.holds(run) { return true }
      let value = try body.evaluate(run)
      if isEntry {
        try add(value, to: &entries, &seen, run)
      } else {
        entries.append((key, value))
      }
      return true
    }
    return .map(ValueMap(entries))
  }

  private func add(
    _ value: Value,
    to entries: inout [(key: Value, value: Value)],
    _ seen: inout Set<ValueKey>,
    _ run: Run
  ) throws(CELError) {
    guard case .map(let map) = value else {
      throw CELError.noSuchOverload("transformMapEntry with \(value.typeName)")
        .placed(at: body.range)
    }
    let keys = map.keys
    try run.charge(UInt64(keys.count))
    for index in 0..<keys.count {
      let key = keys[index]
      try run.charge(key: key)
      guard seen.insert(ValueKey(key)).inserted else {
        throw CELError(.evaluation, "the key \(key.shortText) comes twice", at: body.range)
      }
      entries.append((key, map.lookUp(key) ?? .null))
    }
  }
}

/// `sortBy`: the elements in the order of their keys.
final class SortNode: LoopNode, @unchecked Sendable {
  private let key: Node

  init(_ operand: Node, key: Node, slot: Int, range: Range<Int>) {
    self.key = key
    super.init(operand, slot: slot, isPair: false, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var elements: [Value] = []
    var keys: [Value] = []
    try visit(run) { (element) throws(CELError) in
      elements.append(element)
      keys.append(try key.evaluate(run))
      return true
    }
    do throws(CELError) {
      let order = try Sorting.order(of: keys, run)
      return .list(order.map { elements[$0] })
    } catch {
      throw error.placed(at: range)
    }
  }
}

/// `optMap` and `optFlatMap`.
final class OptionalMapNode: Node, @unchecked Sendable {
  private let operand: Node
  private let body: Node
  private let slot: Int
  private let isFlat: Bool

  init(_ operand: Node, _ body: Node, isFlat: Bool, slot: Int, range: Range<Int>) {
    self.operand = operand
    self.body = body
    self.slot = slot
    self.isFlat = isFlat
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let value = try operand.evaluate(run)
    try run.charge(1)
    guard case .optional(let optional) = value else {
      throw CELError.noSuchOverload("optMap of \(value.typeName)").placed(at: range)
    }
    guard case .some(let inner) = optional else { return .none }
    run.slots[run.base + slot] = inner
    let result = try body.evaluate(run)
    return isFlat ? result : .some(result)
  }
}
