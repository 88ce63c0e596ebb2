internal import CEL
internal import Prow
internal import YAML

/// Settings of several layers, of which the strongest of each field counts: the decoration of a job.
///
/// Source: Prow, `ApplyDefault` of DecorationConfig in pkg/apis/prowjobs/v1/types.go.
final class LayeredObject: PlacedMap {
  /// The strongest first.
  let layers: [(node: Node, origin: ResolvedValue.Origin)]
  let shape: ObjectShape
  /// Whether mappings in it are merged field by field, too.
  let mergesParts: Bool

  init(
    _ layers: [(node: Node, origin: ResolvedValue.Origin)],
    shape: ObjectShape,
    mergesParts: Bool
  ) {
    self.layers = layers
    self.shape = shape
    self.mergesParts = mergesParts
  }

  var typeName: String? { shape.type.name }

  var count: Int { keys.count }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = shape.tag(of: key), let field = shape.shape(tag) else { return nil }
    let found = values(tag)
    guard let first = found.first else { return field.zero }
    if mergesParts, case .object(let part) = field,
      Decoration.mergedByField.contains(shape.names[tag] ?? "")
    {
      let layers = found.map { (node: $0.entry.value, origin: $0.origin) }
      return .map(LayeredObject(layers, shape: part, mergesParts: false))
    }
    return field.value(first.entry.value, first.origin)
  }

  func isSet(_ key: FieldKey) -> Bool { shape.tag(of: key).map { !values($0).isEmpty } ?? false }

  var keys: any ListSource {
    var names: [String] = []
    for layer in layers {
      for entry in layer.node.entries where entry.key.label != 0 && !entry.value.isNull {
        let name = shape.names[Int(entry.key.label)] ?? entry.key.text.string
        if !names.contains(name) { names.append(name) }
      }
    }
    return StringsList(names)
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    guard let tag = shape.tag(of: key), let found = values(tag).first else { return nil }
    return WrittenPlace(node: found.entry.value, key: found.entry.key, origin: found.origin)
  }

  var ownPlace: WrittenPlace? {
    layers.first.map { WrittenPlace(node: $0.node, key: nil, origin: $0.origin) }
  }

  /// What the layers say of a field, the strongest first; an empty text counts as unset.
  private func values(_ tag: Int) -> [(entry: Node.Entry, origin: ResolvedValue.Origin)] {
    layers.compactMap { layer in
      guard let entry = layer.node.entry(labelled: UInt16(tag)), !entry.value.isNull,
        !entry.value.isEmpty || entry.value.isMapping
      else { return nil }
      return (entry, layer.origin)
    }
  }
}
