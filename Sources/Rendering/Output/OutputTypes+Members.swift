internal import Schema
internal import YAML

extension OutputTypes {
  /// Appends the fields of an object that are written, in the order of its table.
  ///
  /// `node`: `nil` or null for an object of which nothing was given.
  /// `keepingEmptyLists`: Whether lists count that would be left out, since Go tells an empty list
  /// from none.
  @inline(__always)
  func gather(
    _ node: Node?,
    _ object: OutputType,
    keepingEmptyLists: Bool = false,
    into given: inout GivenFields
  ) {
    let start = given.count
    if let node {
      for entry in node.entries {
        guard let position = field(of: object, label: entry.key.label) else { continue }
        let value = entry.value
        let field = fields[Int(position)]
        if value.isNull { continue }
        let type = output(field.type)
        if field.mark == .unlessEmpty, isEmpty(value, type) {
          guard keepingEmptyLists, type.kind == .list else { continue }
        }
        given.insert(GivenField(position: position, node: value), from: start)
      }
    }
    if object.hasRequired { addRequired(object, from: start, to: &given) }
  }

  private func addRequired(_ object: OutputType, from start: Int, to given: inout GivenFields) {
    let end = object.firstField + object.fieldCount
    for position in object.firstField..<end where fields[Int(position)].mark == .always {
      if given.contains(position, from: start) { continue }
      given.insert(GivenField(position: position, node: nil), from: start)
    }
  }

  @inline(__always)
  private func isEmpty(_ node: Node, _ type: OutputType) -> Bool {
    switch type.kind {
    case .string: node.isEmpty
    case .bool: node.bool != true
    case .integer: node.wholeNumberValue == 0
    case .list, .map: node.isEmpty
    default: false
    }
  }
}

extension OutputTypes {
  /// The members of an object or map as they are written.
  func object(
    _ node: Node?,
    _ type: CompiledType,
    keepingEmptyLists: Bool = false,
    _ arena: Arena
  ) -> ObjectValue {
    let output = output(type)
    if output.kind == .map { return map(node, element: output.element, arena) }
    return withUnsafeTemporaryAllocation(of: GivenField.self, capacity: Int(output.fieldCount)) {
      buffer in
      var given = GivenFields(buffer)
      gather(node, output, keepingEmptyLists: keepingEmptyLists, into: &given)
      var object = ObjectValue(arena)
      // Some are added to most objects.
      object.members.reserveCapacity(given.count + 4)
      for index in 0..<given.count {
        let field = fields[Int(given[index].position)]
        let value = given[index].node.map { Value.node($0, field.type) } ?? .absent(field.type)
        object.members.append(Member(name: field.name, value: value))
      }
      return object
    }
  }

  private func map(_ node: Node?, element: CompiledType, _ arena: Arena) -> ObjectValue {
    var object = ObjectValue(arena)
    node?.withSortedEntries { entries in
      object.members.reserveCapacity(entries.count + 4)
      for entry in entries {
        let value = Value.node(entry.value, element)
        object.members.append(Member(name: entry.key.text, value: value, isKey: true))
      }
    }
    return object
  }

  /// The items of a list; none for anything else.
  func items(
    _ node: Node?,
    _ type: CompiledType,
    origin: Origin? = nil,
    _ arena: Arena
  ) -> ArenaArray<Item> {
    var items = ArenaArray<Item>(arena)
    guard let node else { return items }
    let element = output(type).element
    items.reserveCapacity(node.itemCount + 8)
    for item in node.items { items.append(Item(value: .node(item, element), origin: origin)) }
    return items
  }
}

extension Node {
  /// Calls `body` with the entries of a mapping by the bytes of their keys.
  func withSortedEntries(_ body: (UnsafeMutableBufferPointer<Node.Entry>) -> Void) {
    var count = 0
    for _ in entries { count += 1 }
    withUnsafeTemporaryAllocation(of: Node.Entry.self, capacity: count) { sorted in
      var filled = 0
      for entry in entries {
        var index = filled
        let name = entry.key.text.bytes
        while index > 0, name.lexicographicallyPrecedes(sorted[index - 1].key.text.bytes) {
          sorted[index] = sorted[index - 1]
          index -= 1
        }
        sorted[index] = entry
        filled += 1
      }
      body(sorted)
    }
  }
}

extension Node {
  /// A whole number as Go's decoder reads it; 0 for everything else.
  var wholeNumberValue: Int64 {
    switch number {
    case .int(let value): value
    case .float(let value): Int64(exactly: value) ?? 0
    case .uint, nil: 0
    }
  }
}
