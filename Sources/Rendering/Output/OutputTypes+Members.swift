package import Schema
package import YAML

/// A field of an object as written, or one that is always written and was not given.
struct GivenField {
  /// Counted over all objects, as in `OutputTypes.tables`.
  var position: UInt32
  var node: Node?
}

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
    into fields: inout [GivenField]
  ) {
    let start = fields.count
    if let node {
      for entry in node.entries {
        guard let position = field(of: object, label: entry.key.label) else { continue }
        let value = entry.value
        let field = tables.fields[Int(position)]
        if value.isNull { continue }
        let type = output(field.type)
        if field.mark == .unlessEmpty, isEmpty(value, type) {
          guard keepingEmptyLists, type.kind == .list else { continue }
        }
        insert(GivenField(position: position, node: value), from: start, into: &fields)
      }
    }
    if object.hasRequired { addRequired(object, from: start, to: &fields) }
  }

  private func insert(_ field: GivenField, from start: Int, into fields: inout [GivenField]) {
    var index = fields.count
    fields.append(field)
    while index > start, fields[index - 1].position > field.position {
      fields[index] = fields[index - 1]
      index -= 1
    }
    fields[index] = field
  }

  private func addRequired(_ object: OutputType, from start: Int, to fields: inout [GivenField]) {
    let end = object.firstField + object.fieldCount
    for position in object.firstField..<end
    where tables.fields[Int(position)].mark == .always {
      if fields[start...].contains(where: { $0.position == position }) { continue }
      insert(GivenField(position: position, node: nil), from: start, into: &fields)
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
  package func object(
    _ node: Node?,
    _ type: CompiledType,
    keepingEmptyLists: Bool = false
  ) -> ObjectValue {
    let output = output(type)
    if output.kind == .map { return map(node, element: output.element) }
    var fields: [GivenField] = []
    gather(node, output, keepingEmptyLists: keepingEmptyLists, into: &fields)
    return ObjectValue(
      members: fields.map { given in
        let field = tables.fields[Int(given.position)]
        return Member(
          name: field.name,
          value: given.node.map { .node($0, field.type) } ?? .absent(field.type)
        )
      }
    )
  }

  private func map(_ node: Node?, element: CompiledType) -> ObjectValue {
    guard let node else { return ObjectValue() }
    var members: [Member] = []
    for entry in node.entries {
      members.append(Member(name: entry.key.text, value: .node(entry.value, element)))
    }
    members.sort { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
    return ObjectValue(members: members)
  }

  /// The items of a list; none for anything else.
  package func items(_ node: Node?, _ type: CompiledType, origin: Origin? = nil) -> [Item] {
    guard let node else { return [] }
    let element = output(type).element
    var items: [Item] = []
    items.reserveCapacity(node.itemCount + 8)
    for item in node.items { items.append(Item(value: .node(item, element), origin: origin)) }
    return items
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
