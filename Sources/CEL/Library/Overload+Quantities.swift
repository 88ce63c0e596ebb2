internal import Kubernetes

/// A quantity such as `500m`.
final class QuantityValue: OpaqueValue, CustomStringConvertible {
  let amount: QuantityAmount
  /// Whether it was added up; in Kubernetes such a value can be compared only on the left.
  let isSum: Bool

  init(amount: QuantityAmount, isSum: Bool) {
    self.amount = amount
    self.isSum = isSum
  }

  var typeName: String { "kubernetes.Quantity" }

  func equals(_ other: Value) -> Bool? {
    guard case .opaque(let value) = other, let other = value as? QuantityValue, !other.isSum else {
      return nil
    }
    return amount.quantity == other.amount.quantity
  }

  func hash(into hasher: inout Hasher) { hasher.combine(amount.quantity) }

  var description: String { amount.quantity.decimalText }
}

extension Overload {
  /// Source: Kubernetes, cel/library/quantity.go.
  static let quantities: [Overload] = [
    Overload(
      "quantity(string) -> Quantity",
      "an amount such as 500m or 1.5Gi",
      .one { (text, run) throws(CELError) in
        let text = try text.asString
        try run.charge(bytes: text.byteCount)
        return try run.quantity(text)
      }
    ),
    Overload(
      "isQuantity(string) -> bool",
      "whether a text is an amount",
      .one { (text, run) throws(CELError) in
        let text = try text.asString
        try run.charge(bytes: text.byteCount)
        return .bool(text.withBytes { QuantityAmount($0) } != nil)
      }
    ),
    Overload(
      "Quantity.isGreaterThan(Quantity) -> bool",
      "whether the amount is greater than the other",
      .two { (left, right, _) throws(CELError) in
        .bool(try order(left, right) > 0)
      }
    ),
    Overload(
      "Quantity.isLessThan(Quantity) -> bool",
      "whether the amount is less than the other",
      .two { (left, right, _) throws(CELError) in
        .bool(try order(left, right) < 0)
      }
    ),
    Overload(
      "Quantity.compareTo(Quantity) -> int",
      "-1, 0 or 1 for less, equal and greater",
      .two { (left, right, _) throws(CELError) in
        .int(try order(left, right))
      }
    ),
    Overload(
      "Quantity.add(Quantity) -> Quantity",
      "the sum",
      .two { (left, right, _) throws(CELError) in
        try sum(left, try right.opaque(QuantityValue.self).amount)
      }
    ),
    Overload(
      "Quantity.add(int) -> Quantity",
      "",
      .two { (left, right, _) throws(CELError) in
        try sum(left, QuantityAmount(try right.asInt))
      }
    ),
    Overload(
      "Quantity.sub(Quantity) -> Quantity",
      "the difference",
      .two { (left, right, _) throws(CELError) in
        try sum(left, try right.opaque(QuantityValue.self).amount.negated)
      }
    ),
    Overload(
      "Quantity.sub(int) -> Quantity",
      "",
      .two { (left, right, _) throws(CELError) in
        try sum(left, QuantityAmount(try right.asInt).negated)
      }
    ),
    Overload(
      "Quantity.isInteger() -> bool",
      "whether it was written as a whole number that fits an int",
      .one { (value, _) throws(CELError) in
        .bool(try value.opaque(QuantityValue.self).amount.integer != nil)
      }
    ),
    Overload(
      "Quantity.asInteger() -> int",
      "the amount as an int; an error if isInteger() is false",
      .one { (value, _) throws(CELError) in
        guard let number = try value.opaque(QuantityValue.self).amount.integer else {
          throw .evaluation("cannot convert value to integer")
        }
        return .int(number)
      }
    ),
    Overload(
      "Quantity.asApproximateFloat() -> double",
      "the amount as a double",
      .one { (value, _) throws(CELError) in
        .double(try value.opaque(QuantityValue.self).amount.approximateDouble)
      }
    ),
    Overload(
      "sign(Quantity) -> int",
      "1, 0 or -1 for positive, zero and negative",
      .one { (value, _) throws(CELError) in
        .int(Int64(try value.opaque(QuantityValue.self).amount.quantity.sign))
      }
    ),
  ]

  private static func order(_ left: Value, _ right: Value) throws(CELError) -> Int64 {
    let (left, right) = (
      try left.opaque(QuantityValue.self).amount.quantity,
      try right.opaque(QuantityValue.self).amount.quantity
    )
    return left < right ? -1 : left == right ? 0 : 1
  }

  private static func sum(_ left: Value, _ right: QuantityAmount) throws(CELError) -> Value {
    guard let sum = try left.opaque(QuantityValue.self).amount.adding(right) else {
      throw .evaluation("the sum has too many digits")
    }
    return .opaque(QuantityValue(amount: sum, isSum: true))
  }
}
