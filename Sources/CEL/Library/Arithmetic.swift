/// Calculation that fails where a result doesn't fit.
///
/// Source: cel-go, common/types/overflow.go.
enum Arithmetic {
  static func apply(
    _ operation: Operator,
    _ left: Value,
    _ right: Value
  ) throws(CELError) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try whole(operation, left, right))
    case (.uint(let left), .uint(let right)): return .uint(try whole(operation, left, right))
    case (.double(let left), .double(let right)):
      switch operation {
      case .add: return .double(left + right)
      case .subtract: return .double(left - right)
      case .multiply: return .double(left * right)
      default: return .double(left / right)
      }
    default:
      throw .noSuchOverload("\(operation.rawValue)(\(left.typeName), \(right.typeName))")
    }
  }

  private static func whole<Number: FixedWidthInteger>(
    _ operation: Operator,
    _ left: Number,
    _ right: Number
  ) throws(CELError) -> Number {
    switch operation {
    case .add: return try checked(left.addingReportingOverflow(right), left)
    case .subtract: return try checked(left.subtractingReportingOverflow(right), left)
    case .multiply: return try checked(left.multipliedReportingOverflow(by: right), left)
    case .remainder:
      if right == 0 { throw .evaluation("modulus by zero") }
      return try checked(left.remainderReportingOverflow(dividingBy: right), left)
    default:
      if right == 0 { throw .evaluation("division by zero") }
      return try checked(left.dividedReportingOverflow(by: right), left)
    }
  }

  private static func checked<Number: FixedWidthInteger>(
    _ result: (partialValue: Number, overflow: Bool),
    _ operand: Number
  ) throws(CELError) -> Number {
    if result.overflow {
      throw .evaluation(Number.isSigned ? "integer overflow" : "unsigned integer overflow")
    }
    return result.partialValue
  }

  static func sum(_ left: Int64, _ right: Int64) throws(CELError) -> Int64 {
    try checked(left.addingReportingOverflow(right), left)
  }

  static func difference(_ left: Int64, _ right: Int64) throws(CELError) -> Int64 {
    try checked(left.subtractingReportingOverflow(right), left)
  }

  static func later(_ time: Value, _ span: Int64) throws(CELError) -> Value {
    guard let sum = try time.asTimestamp.adding(span) else {
      throw .evaluation("timestamp overflow")
    }
    return .timestamp(sum)
  }

  static func difference(_ left: Value, _ right: Value) throws(CELError) -> Value {
    switch (left, right) {
    case (.duration(let left), .duration(let right)):
      return .duration(try difference(left, right))
    case (.timestamp, .duration(let span)): return try later(left, try difference(0, span))
    case (.timestamp(let left), .timestamp(let right)):
      guard let span = left.since(right) else { throw .evaluation("duration overflow") }
      return .duration(span)
    default: return try apply(.subtract, left, right)
    }
  }

  /// A sum of numbers or times, or two texts or lists, one after the other.
  static func sum(_ left: Value, _ right: Value, _ run: Run) throws(CELError) -> Value {
    switch (left, right) {
    case (.duration(let left), .duration(let right)): return .duration(try sum(left, right))
    case (.timestamp, .duration(let span)): return try later(left, span)
    case (.duration(let span), .timestamp): return try later(right, span)
    case (.string(let left), .string(let right)):
      try run.charge(bytes: left.byteCount + right.byteCount)
      return .string(left + right)
    case (.bytes(let left), .bytes(let right)):
      try run.charge(bytes: left.count + right.count)
      return .bytes(left + right)
    case (.list(let left), .list(let right)):
      try run.charge(UInt64(left.count + right.count))
      return .list(left.items + right.items)
    default: return try apply(.add, left, right)
    }
  }
}

extension ListSource {
  /// All elements; charge for them first.
  var items: [Value] {
    if let array = self as? ArrayList { return array.items }
    return (0..<count).map { self[$0] }
  }
}
