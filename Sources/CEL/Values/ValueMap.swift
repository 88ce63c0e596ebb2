/// A map in memory, which keeps the order in which its entries came.
package final class ValueMap: MapSource {
  private final class Storage: Sendable {
    let entries: [(key: Value, value: Value)]
    let places: [ExactKey: Int]

    init(_ entries: [(key: Value, value: Value)], _ places: [ExactKey: Int]) {
      self.entries = entries
      self.places = places
    }
  }

  private let storage: Storage

  /// Of entries with equal keys, the last one counts.
  package init(_ all: [(key: Value, value: Value)]) {
    var entries: [(key: Value, value: Value)] = []
    var places: [ExactKey: Int] = [:]
    for entry in all {
      if let place = places.updateValue(entries.count, forKey: ExactKey(entry.key)) {
        places[ExactKey(entry.key)] = place
        entries[place].value = entry.value
      } else {
        entries.append(entry)
      }
    }
    storage = Storage(entries, places)
  }

  package var count: Int { storage.entries.count }

  package var entries: [(key: Value, value: Value)] { storage.entries }

  package func value(_ key: FieldKey) -> Value? {
    exact(.string(key.name))
  }

  private func exact(_ key: Value) -> Value? {
    storage.places[ExactKey(key)].map { storage.entries[$0].value }
  }

  /// Numbers of another type are found where they are the same number.
  package func lookUp(_ key: Value) -> Value? {
    if let value = exact(key) { return value }
    switch key {
    case .int(let number):
      return UInt64(exactly: number).flatMap { exact(.uint($0)) }
    case .uint(let number):
      return Int64(exactly: number).flatMap { exact(.int($0)) }
    case .double(let number):
      return Int64(exactly: number).flatMap { exact(.int($0)) }
        ?? UInt64(exactly: number).flatMap { exact(.uint($0)) }
    default: return nil
    }
  }

  package var keys: any ListSource { ArrayList(storage.entries.map(\.key)) }
}

/// A key of a map, where numbers of two types are two keys.
private struct ExactKey: Hashable {
  let value: Value

  init(_ value: Value) { self.value = value }

  static func == (left: ExactKey, right: ExactKey) -> Bool {
    switch (left.value, right.value) {
    case (.int, .int), (.uint, .uint), (.double, .double): left.value.equals(right.value) == true
    case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .double), (.double, .int),
      (.double, .uint):
      false
    default: left.value.equals(right.value) == true
    }
  }

  func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
