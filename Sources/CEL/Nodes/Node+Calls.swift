/// A call of a function, of which the first overload that fits the values is taken.
final class CallNode: Node, @unchecked Sendable {
  private let name: String
  private let arguments: [Node]
  private let overloads: [Overload]
  /// What is called where the types before evaluation leave no choice.
  private let decided: Overload.Body?

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
    decided = isDecided && overloads.count == 1 ? overloads[0].body : nil
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
      if let decided { return try decided.call(value, run) }
      // By their places, since a copy of an overload costs more than most calls.
      for index in overloads.indices where overloads[index].masks[0].contains(value) {
        return try overloads[index].body.call(value, run)
      }
      throw CELError.noSuchOverload("\(name)(\(value.typeName))")
    } catch {
      throw error.placed(at: range)
    }
  }

  private func call(_ first: Value, _ second: Value, _ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    do throws(CELError) {
      if let decided { return try decided.call(first, second, run) }
      for index in overloads.indices
      where overloads[index].masks[0].contains(first) && overloads[index].masks[1].contains(second)
      {
        return try overloads[index].body.call(first, second, run)
      }
      throw CELError.noSuchOverload("\(name)(\(first.typeName), \(second.typeName))")
    } catch {
      throw error.placed(at: range)
    }
  }

  private func call(_ values: [Value], _ run: Run) throws(CELError) -> Value {
    try run.charge(1)
    do throws(CELError) {
      if let decided { return try decided.call(values, run) }
      for overload in overloads
      where zip(overload.masks, values).allSatisfy({ $0.contains($1) }) {
        return try overload.body.call(values, run)
      }
      let types = values.map(\.typeName).joined(separator: ", ")
      throw CELError.noSuchOverload("\(name)(\(types))")
    } catch {
      throw error.placed(at: range)
    }
  }
}

extension Overload.Body {
  /// Calls a function of one argument.
  func call(_ value: Value, _ run: Run) throws(CELError) -> Value {
    if case .one(let body) = self { return try body(value, run) }
    return try call([value], run)
  }

  /// Calls a function of two arguments.
  func call(_ first: Value, _ second: Value, _ run: Run) throws(CELError) -> Value {
    if case .two(let body) = self { return try body(first, second, run) }
    return try call([first, second], run)
  }

  /// Calls it with as many values as it has arguments.
  func call(_ values: [Value], _ run: Run) throws(CELError) -> Value {
    switch self {
    case .none(let body): return try body(run)
    case .one(let body): return try body(values[0], run)
    case .two(let body): return try body(values[0], values[1], run)
    case .three(let body): return try body(values[0], values[1], values[2], run)
    case .many(let body): return try body(values, run)
    }
  }
}

/// `==` and `!=`.
final class EqualityNode: BooleanNode, @unchecked Sendable {
  private let left: Node
  private let right: Node
  private let isNegated: Bool
  /// What is on the right, if it is a short constant text.
  private let text: StringValue?

  init(_ left: Node, _ right: Node, isNegated: Bool, range: Range<Int>) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
    text =
      if case .string(let text) = right.constant, text.byteCount <= 64 { text } else { nil }
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    let first = try left.evaluate(run)
    if let text, case .string(let first) = first {
      try run.charge(1)
      return (first == text) != isNegated
    }
    let second = try right.evaluate(run)
    try run.charge(1)
    if case .string(let first) = first, case .string(let second) = second {
      if first.byteCount > 64 { try run.charge(bytes: min(first.byteCount, second.byteCount)) }
      return (first == second) != isNegated
    }
    try run.chargeComparison(first, second)
    let isEqual = first.equals(second)
    // Values that can't be compared are different for `!=` alone.
    if isNegated { return isEqual != true }
    guard let isEqual else {
      throw CELError.noSuchOverload("\(first.typeName) == \(second.typeName)").placed(at: range)
    }
    return isEqual
  }

  override func textTest(_ maker: inout TextTestMaker) -> TextTest? {
    guard let left = TextOperand(left, &maker), let right = TextOperand(right, &maker) else {
      return nil
    }
    return EqualityTest(left, right, isNegated: isNegated, isShort: text != nil)
  }
}

/// `element in container`.
final class InNode: BooleanNode, @unchecked Sendable {
  private let element: Node
  private let container: Node

  init(_ element: Node, _ container: Node, range: Range<Int>) {
    self.element = element
    self.container = container
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    let element = try element.evaluate(run)
    let container = try container.evaluate(run)
    try run.charge(1)
    try run.charge(key: element)
    switch container {
    case .list(let list):
      if let index = list.index { return index.contains(ValueKey(element)) }
      return try list.contains(element, run)
    case .map(let map): return map.lookUp(element) != nil
    default:
      throw CELError.noSuchOverload("\(element.typeName) in \(container.typeName)")
        .placed(at: range)
    }
  }

  override func textTest(_ maker: inout TextTestMaker) -> TextTest? {
    guard let text = TextOperand(element, &maker), case .list(let list) = container.constant,
      let members = list.index
    else { return nil }
    return MemberTest(text, members)
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
    case (.map(let left), .map(let right)):
      guard left.identity == nil, right.identity == nil, left.count == right.count else { return }
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
