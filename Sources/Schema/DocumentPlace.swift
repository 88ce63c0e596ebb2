internal import Diagnostics
package import YAML

/// What a place of a document is, by the tables of the document's type.
package struct DocumentPlace {
  /// The key or value at the place: the innermost one.
  package private(set) var node: Node
  package private(set) var isKey = false
  /// The keys down to the place, and those of mappings around them in lists, outermost first.
  package private(set) var keys: [Node] = []
  /// The mappings and lists that the place is in, outermost first.
  package private(set) var parents: [Node] = []
  /// The object type that has the field; `nil` where the tables know none.
  package private(set) var owner: ObjectType?
  /// The field that the key names, or that the value is of.
  package private(set) var field: Field?
  /// What the value is, or that of the key.
  package private(set) var type: FieldType?

  /// - Parameters:
  ///   - offset: In bytes of the document's text.
  ///   - root: The top of the document.
  ///   - type: What it is.
  ///   - catalog: Has the types.
  package init(at offset: UInt32, in root: Node, as type: FieldType, _ catalog: Catalog) {
    node = root
    self.type = type
    while !node.isAlias, step(to: offset, catalog) {}
  }

  /// Goes one step down, if something is there.
  private mutating func step(to offset: UInt32, _ catalog: Catalog) -> Bool {
    let type = type.flatMap { DocumentPlace.shape(of: node, as: $0, catalog) }
    self.type = type
    switch node.kind {
    case .scalar: return false
    case .sequence:
      guard let item = node.items.first(where: { $0.holds(offset) }) else { return false }
      parents.append(node)
      node = item
      if case .list(let element)? = type { self.type = element } else { self.type = nil }
      return true
    case .mapping:
      return stepIntoMapping(offset, type, catalog)
    }
  }

  private mutating func stepIntoMapping(
    _ offset: UInt32,
    _ type: FieldType?,
    _ catalog: Catalog
  ) -> Bool {
    for entry in node.writtenEntries where entry.key.holds(offset) || entry.value.holds(offset) {
      parents.append(node)
      keys.append(entry.key)
      (owner, field) = (nil, nil)
      switch type {
      case .object(let name):
        let object = catalog.objects[name]
        let key = entry.key.text.string.lowercased()
        owner = object
        field = object?.fields.first { $0.name.lowercased() == key }
        self.type = field?.type
      case .map(let element): self.type = element
      default: self.type = nil
      }
      isKey = entry.key.holds(offset)
      node = isKey ? entry.key : entry.value
      return !isKey
    }
    return false
  }

  /// Of a type with several shapes, the one that a value looks like.
  private static func shape(
    of node: Node,
    as type: FieldType,
    _ catalog: Catalog
  ) -> FieldType? {
    guard case .union(let name) = type else { return type }
    let choices = catalog.unions[name]?.choices.map(\.type) ?? []
    return choices.first { choice in
      switch (choice, node.kind) {
      case (.object, .mapping), (.map, .mapping), (.list, .sequence): true
      case (.object, _), (.map, _), (.list, _), (_, .mapping), (_, .sequence): false
      default: true
      }
    }
  }
}

extension Node {
  fileprivate func holds(_ offset: UInt32) -> Bool {
    let range = range
    return range.start <= offset && offset < max(range.end, range.start + 1)
  }
}

extension FieldType {
  /// In words: `list of strings`.
  package var words: String {
    switch self {
    case .string: "string"
    case .bool: "true or false"
    case .int, .int32, .int64, .uint: "whole number"
    case .float: "number"
    case .any: "anything"
    case .scalar(let name): FieldType.scalarWords[name] ?? name
    case .list(let element): "list of \(element.words)"
    case .map(let element): "mapping of names to \(element.words)"
    case .object(let name), .union(let name): name
    }
  }

  private static let scalarWords = [
    "quantity": "quantity, such as 500m or 2Gi", "intOrString": "whole number or string",
    "time": "time, such as 2027-03-31T00:00:00Z", "duration": "duration, such as 1h30m",
    "durationOrNanos": "duration, such as 1h30m, or nanoseconds",
  ]
}
