extension Value {
  /// What `==` says; `nil` for values that can't be compared.
  ///
  /// Values of two types are different, but numbers of any type compare by number.
  ///
  /// Source: cel-go, `Equal` in common/types/util.go and the methods of that name.
  package func equals(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.string(let left), .string(let right)): left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.bytes(let left), .bytes(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.type(let left), .type(let right)): left == right
    case (.list(let left), .list(let right)): Value.equal(left, right)
    case (.map(let left), .map(let right)): Value.equal(left, right)
    case (.optional(let left), .optional(let right)): Value.equal(left, right)
    case (.opaque(let left), _): left.equals(other)
    default: NumberOrder(self, other).map { $0 == .same } ?? false
    }
  }

  // Elements that can't be compared don't make lists or maps different.
  private static func equal(_ left: any ListSource, _ right: any ListSource) -> Bool {
    let count = left.count
    guard count == right.count else { return false }
    return (0..<count).allSatisfy { left[$0].equals(right[$0]) != false }
  }

  private static func equal(_ left: any MapSource, _ right: any MapSource) -> Bool {
    let identity = left.identity
    if identity != nil || right.identity != nil { return identity == right.identity }
    guard left.count == right.count else { return false }
    let keys = left.keys
    return (0..<keys.count).allSatisfy { index in
      let key = keys[index]
      guard let value = left.lookUp(key), let other = right.lookUp(key) else { return false }
      return value.equals(other) != false
    }
  }

  private static func equal(_ left: OptionalValue, _ right: OptionalValue) -> Bool? {
    switch (left, right) {
    case (.none, .none): true
    case (.some(let left), .some(let right)): left.equals(right)
    default: false
    }
  }

  /// Equal values have equal hashes, numbers of different types included.
  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(Double(value))
    case .uint(let value): hasher.combine(Double(value))
    case .double(let value): hasher.combine(value)
    case .string(let value): value.hash(into: &hasher)
    case .bytes(let value): hasher.combine(value)
    case .list(let list): for index in 0..<list.count { list[index].hash(into: &hasher) }
    case .map(let map):
      if let identity = map.identity {
        hasher.combine(identity)
        return
      }
      // Equal maps may have their keys in different orders.
      let keys = map.keys
      let sum = (0..<keys.count).reduce(0) { sum, index in
        var inner = Hasher()
        keys[index].hash(into: &inner)
        map.lookUp(keys[index])?.hash(into: &inner)
        return sum &+ inner.finalize()
      }
      hasher.combine(sum)
    case .timestamp(let time): time.hash(into: &hasher)
    case .duration(let nanoseconds): hasher.combine(nanoseconds)
    case .type(let name): hasher.combine(name)
    case .optional(.none): hasher.combine(1)
    case .optional(.some(let value)): value.hash(into: &hasher)
    case .opaque(let value): value.hash(into: &hasher)
    }
  }
}

/// A value in a hash set, where values that can't be compared are different.
package struct ValueKey: Hashable, Sendable {
  package let value: Value

  package init(_ value: Value) { self.value = value }

  package static func == (left: ValueKey, right: ValueKey) -> Bool {
    left.value.equals(right.value) == true
  }

  package func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
