/// How two numbers of any types stand to each other.
///
/// Source: cel-go, common/types/compare.go.
enum NumberOrder {
  case less, same, greater
  /// One of them is NaN.
  case unordered

  /// Fails unless both values are numbers.
  init?(_ left: Value, _ right: Value) {
    switch (left, right) {
    case (.int(let left), .int(let right)): self.init(left, right)
    case (.uint(let left), .uint(let right)): self.init(left, right)
    case (.double(let left), .double(let right)): self.init(doubles: left, right)
    case (.int(let left), .uint(let right)):
      if left < 0 { self = .less } else { self.init(UInt64(left), right) }
    case (.uint(let left), .int(let right)):
      if right < 0 { self = .greater } else { self.init(left, UInt64(right)) }
    case (.int(let left), .double(let right)): self.init(doubles: Double(left), right)
    case (.double(let left), .int(let right)): self.init(doubles: left, Double(right))
    case (.uint(let left), .double(let right)): self.init(doubles: Double(left), right)
    case (.double(let left), .uint(let right)): self.init(doubles: left, Double(right))
    default: return nil
    }
  }

  private init<Number: Comparable>(_ left: Number, _ right: Number) {
    self = left < right ? .less : left == right ? .same : .greater
  }

  private init(doubles left: Double, _ right: Double) {
    if left.isNaN || right.isNaN { self = .unordered } else { self.init(left, right) }
  }
}

extension Value {
  /// -1, 0 or 1: how the value stands to another of the same type, or to another number.
  ///
  /// - Throws: An error of evaluation for NaN and for values that have no order.
  func compared(to other: Value, for name: String) throws(CELError) -> Int {
    switch (self, other) {
    case (.string(let left), .string(let right)): return order(left, right)
    case (.timestamp(let left), .timestamp(let right)): return order(left, right)
    case (.duration(let left), .duration(let right)): return order(left, right)
    case (.bool(let left), .bool(let right)): return order(left ? 1 : 0, right ? 1 : 0)
    case (.bytes(let left), .bytes(let right)):
      return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
    default: break
    }
    switch NumberOrder(self, other) {
    case .less: return -1
    case .same: return 0
    case .greater: return 1
    case .unordered: throw .evaluation("NaN values cannot be ordered")
    case nil: throw .noSuchOverload(name)
    }
  }

  private func order<Element: Comparable>(_ left: Element, _ right: Element) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }
}
