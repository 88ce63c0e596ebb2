/// A list in brackets.
final class ListNode: Node, @unchecked Sendable {
  private let items: [(node: Node, isOptional: Bool)]

  init(_ items: [(node: Node, isOptional: Bool)], range: Range<Int>) {
    self.items = items
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    try run.charge(UInt64(max(10, items.count)))
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items {
      let value = try item.node.evaluate(run)
      guard item.isOptional else {
        values.append(value)
        continue
      }
      if let inner = try unwrapped(value, at: item.node.range) { values.append(inner) }
    }
    return .list(values)
  }
}

/// A map in braces.
final class MapNode: Node, @unchecked Sendable {
  private let entries: [(key: Node, value: Node, isOptional: Bool)]

  init(_ entries: [(key: Node, value: Node, isOptional: Bool)], range: Range<Int>) {
    self.entries = entries
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    try run.charge(UInt64(max(30, entries.count)))
    var values: [(key: Value, value: Value)] = []
    values.reserveCapacity(entries.count)
    for entry in entries {
      let key = try entry.key.evaluate(run)
      try run.charge(key: key)
      let value = try entry.value.evaluate(run)
      if !entry.isOptional {
        values.append((key, value))
      } else if let inner = try unwrapped(value, at: entry.value.range) {
        values.append((key, inner))
      }
    }
    return .map(ValueMap(values))
  }
}

/// What an element with `?` adds.
private func unwrapped(_ value: Value, at range: Range<Int>) throws(CELError) -> Value? {
  guard case .optional(let optional) = value else {
    throw CELError(
      .evaluation,
      "\"?\" needs an optional, but the value is of type \(value.typeName)",
      at: range
    )
  }
  if case .some(let inner) = optional { return inner }
  return nil
}
