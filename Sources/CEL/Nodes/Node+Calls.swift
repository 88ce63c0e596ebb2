/// A call of a function, of which the first overload that fits the values is taken.
final class CallNode: Node, @unchecked Sendable {
  private let name: String
  private let arguments: [Node]
  private let overloads: [Overload]
  /// Whether the types before evaluation leave no choice.
  private let isDecided: Bool

  init(
    _ name: String,
    _ arguments: [Node],
    _ overloads: [Overload],
    isDecided: Bool,
    range: Range<Int>
  ) {
    self.name = name
    self.arguments = arguments
    self.overloads = overloads
    self.isDecided = isDecided && overloads.count == 1
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    switch arguments.count {
    case 0: return try call(run)
    case 1: return try call(try arguments[0].evaluate(run), run)
    case 2:
      let first = try arguments[0].evaluate(run)
      return try call(first, try arguments[1].evaluate(run), run)
    default:
      var values: [Value] = []
      values.reserveCapacity(arguments.count)
      for argument in arguments { values.append(try argument.evaluate(run)) }
      return try call(values, run)
    }
  }

  private func call(_ run: Run) throws(CELError) -> Value {
    try call([], run)
  }

  private func call(_ value: Value, _ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    do throws(CELError) {
      for overload in overloads where isDecided || overload.masks[0].contains(value) {
        guard case .one(let body) = overload.body else { return try overload([value], run) }
        return try body(value, run)
      }
      throw CELError.noSuchOverload("\(name)(\(value.typeName))")
    } catch {
      throw error.placed(at: range)
    }
  }

  private func call(_ first: Value, _ second: Value, _ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    do throws(CELError) {
      for overload in overloads
      where isDecided || overload.masks[0].contains(first) && overload.masks[1].contains(second) {
        guard case .two(let body) = overload.body else {
          return try overload([first, second], run)
        }
        return try body(first, second, run)
      }
      throw CELError.noSuchOverload("\(name)(\(first.typeName), \(second.typeName))")
    } catch {
      throw error.placed(at: range)
    }
  }

  private func call(_ values: [Value], _ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    do throws(CELError) {
      for overload in overloads
      where isDecided || zip(overload.masks, values).allSatisfy({ $0.contains($1) }) {
        return try overload(values, run)
      }
      let types = values.map(\.typeName).joined(separator: ", ")
      throw CELError.noSuchOverload("\(name)(\(types))")
    } catch {
      throw error.placed(at: range)
    }
  }
}

extension Overload {
  /// Calls it with as many values as it has arguments.
  func callAsFunction(_ values: [Value], _ run: Run) throws(CELError) -> Value {
    switch body {
    case .none(let body): return try body(run)
    case .one(let body): return try body(values[0], run)
    case .two(let body): return try body(values[0], values[1], run)
    case .three(let body): return try body(values[0], values[1], values[2], run)
    case .many(let body): return try body(values, run)
    }
  }
}

/// `==` and `!=`.
final class EqualityNode: Node, @unchecked Sendable {
  private let left: Node
  private let right: Node
  private let isNegated: Bool

  init(_ left: Node, _ right: Node, isNegated: Bool, range: Range<Int>) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let first = try left.evaluate(run)
    let second = try right.evaluate(run)
    try run.charge(1)
    if case .string(let first) = first, case .string(let second) = second {
      if first.byteCount > 64 { try run.charge(bytes: min(first.byteCount, second.byteCount)) }
      return .bool((first == second) != isNegated)
    }
    try run.chargeComparison(first, second)
    let isEqual = first.equals(second)
    // Values that can't be compared are different for `!=` alone.
    if isNegated { return .bool(isEqual != true) }
    guard let isEqual else {
      throw CELError.noSuchOverload("\(first.typeName) == \(second.typeName)").placed(at: range)
    }
    return .bool(isEqual)
  }
}

/// `element in container`.
final class InNode: Node, @unchecked Sendable {
  private let element: Node
  private let container: Node

  init(_ element: Node, _ container: Node, range: Range<Int>) {
    self.element = element
    self.container = container
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let element = try element.evaluate(run)
    let container = try container.evaluate(run)
    try run.charge(1)
    try run.charge(key: element)
    switch container {
    case .list(let list):
      if let index = list.index { return .bool(index.contains(ValueKey(element))) }
      return .bool(try list.contains(element, run))
    case .map(let map): return .bool(map.lookUp(element) != nil)
    default:
      throw CELError.noSuchOverload("\(element.typeName) in \(container.typeName)")
        .placed(at: range)
    }
  }
}

extension ListSource {
  /// The place of the first element that equals the value.
  func firstIndex(of value: Value, _ run: Run) throws(CELError) -> Int? {
    for index in 0..<count {
      let element = self[index]
      try run.charge(1)
      try run.chargeComparison(value, element)
      if element.equals(value) == true { return index }
    }
    return nil
  }

  func contains(_ value: Value, _ run: Run) throws(CELError) -> Bool {
    for index in 0..<count {
      let element = self[index]
      try run.charge(1)
      try run.chargeComparison(value, element)
      if value.equals(element) == true { return true }
    }
    return false
  }
}

extension Run {
  /// Charges for comparing two values by all that is in them.
  func chargeComparison(_ left: Value, _ right: Value) throws(CELError) {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      try charge(bytes: min(left.byteCount, right.byteCount))
    case (.bytes(let left), .bytes(let right)): try charge(bytes: min(left.count, right.count))
    case (.list(let left), .list(let right)) where left.count == right.count:
      try charge(UInt64(left.count))
      for index in 0..<left.count { try chargeComparison(left[index], right[index]) }
    case (.map(let left), .map(let right)) where left.count == right.count:
      try charge(UInt64(left.count))
      let keys = left.keys
      for index in 0..<keys.count {
        guard let value = left.lookUp(keys[index]), let other = right.lookUp(keys[index]) else {
          return
        }
        try chargeComparison(value, other)
      }
    case (.optional(.some(let left)), .optional(.some(let right))):
      try chargeComparison(left, right)
    default: break
    }
  }
}
