extension Overload {
  /// Source: cel-go, ext/sets.go.
  static let sets: [Overload] = [
    Overload(
      "sets.contains(list(T), list(T)) -> bool",
      "whether each element of the second list is in the first",
      .two { (list, others, run) throws(CELError) in
        .bool(try contains(try list.asList, try others.asList, run))
      }
    ),
    Overload(
      "sets.equivalent(list(T), list(T)) -> bool",
      "whether each list has the elements of the other",
      .two { (list, others, run) throws(CELError) in
        let (list, others) = (try list.asList, try others.asList)
        guard try contains(list, others, run) else { return .bool(false) }
        return .bool(try contains(others, list, run))
      }
    ),
    Overload(
      "sets.intersects(list(T), list(T)) -> bool",
      "whether the lists have an element in common",
      .two { (list, others, run) throws(CELError) in
        let (list, others) = (try list.asList, try others.asList)
        let set = try set(list, run)
        for index in 0..<others.count {
          try run.charge(1)
          if set.contains(ValueKey(others[index])) { return .bool(true) }
        }
        return .bool(false)
      }
    ),
  ]

  private static func contains(
    _ list: any ListSource,
    _ others: any ListSource,
    _ run: Run
  ) throws(CELError) -> Bool {
    let set = try set(list, run)
    for index in 0..<others.count {
      try run.charge(1)
      try run.chargeComparison(others[index], others[index])
      if !set.contains(ValueKey(others[index])) { return false }
    }
    return true
  }

  private static func set(_ list: any ListSource, _ run: Run) throws(CELError) -> Set<ValueKey> {
    if let index = list.index { return index }
    var set: Set<ValueKey> = []
    for index in 0..<list.count {
      try run.charge(1)
      try run.chargeComparison(list[index], list[index])
      set.insert(ValueKey(list[index]))
    }
    return set
  }
}
