internal import CEL
internal import YAML

extension Value {
  /// The value with an index where it is a long list or map, so that looking something up takes no
  /// walk.
  ///
  /// For values that are kept: making the index costs as much as some look-ups without it.
  var indexed: Value {
    switch self {
    case .list(let list) where list.count > 8 && list.index == nil:
      IndexedList(list).map { .list($0) } ?? self
    case .map(let map as WrittenMap) where map.count > 8: .map(IndexedMap(map))
    default: self
    }
  }
}

/// A list that knows which texts and numbers are in it.
private final class IndexedList: PlacedList {
  private let list: any ListSource
  let index: Set<ValueKey>?

  /// `nil` for a list with other elements, which take long to compare.
  init?(_ list: any ListSource) {
    var elements: Set<ValueKey> = []
    for position in 0..<list.count {
      switch list[position] {
      case .string, .int, .bool: elements.insert(ValueKey(list[position]))
      default: return nil
      }
    }
    self.list = list
    index = elements
  }

  var count: Int { list.count }

  subscript(_ position: Int) -> Value { list[position] }

  func text(at position: Int) -> StringValue? { list.text(at: position) }

  func place(at position: Int) -> WrittenPlace? { (list as? any PlacedList)?.place(at: position) }
}

/// A mapping of a document whose keys are found without a walk.
private final class IndexedMap: PlacedMap {
  private let map: WrittenMap
  private let values: [StringValue: Value]

  init(_ map: WrittenMap) {
    self.map = map
    let entries = map.node.entries.map { (StringValue($0.key.text), Value.written($0.value)) }
    // Of a repeated key the first one counts, as in the map itself.
    values = Dictionary(entries) { first, _ in first }
  }

  var count: Int { map.count }

  func value(_ key: FieldKey) -> Value? { values[key.name] }

  var keys: any ListSource { map.keys }

  func place(of key: FieldKey) -> WrittenPlace? { map.place(of: key) }

  var ownPlace: WrittenPlace? { map.ownPlace }
}
