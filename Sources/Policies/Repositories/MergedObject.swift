internal import CEL
internal import Prow
internal import YAML

/// Settings of several levels as Prow merges those of branch protection: of values the strongest
/// counts, lists are joined, and mappings are merged in the same way.
///
/// Source: Prow, `Policy.Apply` in pkg/config/branch_protection.go.
final class MergedObject: PlacedMap {
  /// The strongest last.
  let nodes: [Node]
  let shape: ObjectShape

  init(nodes: [Node], shape: ObjectShape) {
    self.nodes = nodes
    self.shape = shape
  }

  var typeName: String? { shape.type.name }
  var count: Int { keys.count }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = shape.tag(of: key), let field = shape.shape(tag) else { return nil }
    let found = values(tag)
    guard let strongest = found.last else { return field.zero }
    switch field {
    case .object(let part):
      return .map(MergedObject(nodes: found.map(\.value), shape: part))
    case .list where found.count > 1: return .list(NamedPlaces(joining: found.map(\.value)))
    default: return field.value(strongest.value, .job)
    }
  }

  func isSet(_ key: FieldKey) -> Bool { shape.tag(of: key).map { !values($0).isEmpty } ?? false }

  var keys: any ListSource {
    let set = shape.names.filter { !values($0.key).isEmpty }
    return StringsList(set.map(\.value).sorted())
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    guard let tag = shape.tag(of: key), let strongest = values(tag).last else { return nil }
    return WrittenPlace(node: strongest.value, key: strongest.key, origin: .job)
  }

  var ownPlace: WrittenPlace? {
    nodes.last.map { WrittenPlace(node: $0, key: nil, origin: .job) }
  }

  private func values(_ tag: Int) -> [Node.Entry] {
    guard let label = UInt16(exactly: tag) else { return [] }
    return nodes.compactMap { $0.entry(labelled: label) }.filter { !$0.value.isNull }
  }
}

/// Names, each with the place where it comes from.
final class NamedPlaces: PlacedList {
  private let items: [(text: Text, node: Node)]

  init(_ items: [(text: Text, node: Node)]) {
    self.items = items
  }

  /// The texts of several lists, each once, sorted by their bytes.
  init(joining lists: [Node]) {
    var nodes: [Text: Node] = [:]
    for node in lists.flatMap({ Array($0.items) }) {
      if let text = node.string, nodes[text] == nil { nodes[text] = node }
    }
    items = nodes.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
      .map { ($0.key, $0.value) }
  }

  var count: Int { items.count }

  subscript(_ index: Int) -> Value { .string(items[index].text) }

  func place(at index: Int) -> WrittenPlace? {
    items.indices.contains(index)
      ? WrittenPlace(node: items[index].node, key: nil, origin: .job) : nil
  }
}
