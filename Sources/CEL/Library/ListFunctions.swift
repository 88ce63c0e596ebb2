/// What the functions of lists do.
enum ListFunctions {
  static func isSorted(_ list: Value, _ run: Run) throws(CELError) -> Value {
    let list = try list.asList
    guard list.count > 1 else { return .bool(true) }
    for index in 1..<list.count {
      try run.charge(1)
      try run.chargeComparison(list[index - 1], list[index])
      if try list[index - 1].compared(to: list[index], for: "isSorted") > 0 { return .bool(false) }
    }
    return .bool(true)
  }

  /// `sign`: 1 for the greatest, -1 for the least.
  static func extreme(
    _ list: Value,
    _ sign: Int,
    _ name: String,
    _ run: Run
  ) throws(CELError) -> Value {
    let list = try list.asList
    guard list.count > 0 else { throw .evaluation("\(name) called on empty list") }
    var best = list[0]
    for index in 1..<max(1, list.count) {
      try run.charge(1)
      try run.chargeComparison(best, list[index])
      if try list[index].compared(to: best, for: name) == sign { best = list[index] }
    }
    return best
  }

  static func sum(_ list: Value, _ run: Run) throws(CELError) -> Value {
    let list = try list.asList
    guard list.count > 0 else { return .int(0) }
    var sum = list[0]
    if list.count == 1 {
      switch sum {
      case .int, .uint, .double, .duration: return sum
      default: throw .noSuchOverload("sum of \(sum.typeName)")
      }
    }
    for index in 1..<list.count {
      try run.charge(1)
      if case .duration(let left) = sum, case .duration(let right) = list[index] {
        sum = .duration(try Arithmetic.sum(left, right))
      } else {
        sum = try Arithmetic.apply(.add, sum, list[index])
      }
    }
    return sum
  }

  static func slice(
    _ list: any ListSource,
    _ start: Int64,
    _ end: Int64,
    _ run: Run
  ) throws(CELError) -> Value {
    guard start >= 0, end >= 0 else {
      throw .evaluation("cannot slice(\(start), \(end)), negative indexes not supported")
    }
    guard start <= end else {
      throw .evaluation(
        "cannot slice(\(start), \(end)), start index must be less than or equal to end index"
      )
    }
    guard end <= list.count else {
      throw .evaluation("cannot slice(\(start), \(end)), list is length \(list.count)")
    }
    try run.charge(UInt64(end - start))
    return .list((Int(start)..<Int(end)).map { list[$0] })
  }

  static func flattened(
    _ list: any ListSource,
    _ levels: Int64,
    _ run: Run
  ) throws(CELError) -> Value {
    var output: [Value] = []
    try flatten(list, levels, into: &output, run)
    return .list(output)
  }

  private static func flatten(
    _ list: any ListSource,
    _ levels: Int64,
    into output: inout [Value],
    _ run: Run
  ) throws(CELError) {
    for index in 0..<list.count {
      try run.charge(1)
      if levels > 0, case .list(let inner) = list[index] {
        try flatten(inner, levels - 1, into: &output, run)
      } else {
        output.append(list[index])
      }
    }
  }

  static func distinct(_ list: any ListSource, _ run: Run) throws(CELError) -> Value {
    var seen: Set<ValueKey> = []
    var output: [Value] = []
    for index in 0..<list.count {
      let element = list[index]
      try run.charge(1)
      try run.chargeComparison(element, element)
      if seen.insert(ValueKey(element)).inserted { output.append(element) }
    }
    return .list(output)
  }
}

/// The order of values of one type.
enum Sorting {
  /// The places of the values from the least to the greatest; equal ones keep their order.
  static func order(of values: [Value], _ run: Run) throws(CELError) -> [Int] {
    guard let first = values.first else { return [] }
    for value in values where value.typeName != first.typeName {
      throw .evaluation("list elements must have the same type")
    }
    // Comparable values, or a single one that nothing is compared with.
    _ = try first.compared(to: first, for: "sort")
    // So that comparing can't fail once sorting has begun.
    for value in values {
      _ = try value.compared(to: value, for: "sort")
      try run.charge(1)
      try run.chargeComparison(value, value)
    }
    try run.charge(
      UInt64(values.count) * UInt64(values.count.bitWidth - values.count.leadingZeroBitCount)
    )
    return values.indices.sorted { left, right in
      let order = (try? values[left].compared(to: values[right], for: "sort")) ?? 0
      return order == 0 ? left < right : order < 0
    }
  }
}
