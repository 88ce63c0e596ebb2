internal import CEL
internal import Prow
internal import YAML

extension FieldShape {
  /// A value of a document as Prow decodes it into a field of this shape.
  ///
  /// What does not fit the shape is given as it is written: the schema check reports it.
  func value(_ node: Node, _ origin: ResolvedValue.Origin) -> Value {
    switch self {
    case .any: return .written(node)
    case .string:
      guard node.isScalar else { return .written(node) }
      return node.string.map { .string($0) } ?? .string(node.isNull ? "" : node.convertedText)
    case .bool: return node.isNull ? zero : .written(node)
    case .int: return node.wholeNumber.map { .int($0) } ?? (node.isNull ? zero : .written(node))
    case .double: return node.wholeNumber.map { .double(Double($0)) } ?? .written(node)
    case .list(let element):
      if node.isNull { return zero }
      guard node.isSequence else { return .written(node) }
      return .list(NodeList(node, shape: element, origin: origin))
    case .map(let element):
      if node.isNull { return zero }
      guard node.isMapping else { return .written(node) }
      return .map(NodeMap(node: node, element: element, origin: origin))
    case .object(let shape):
      guard node.isNull || node.isMapping else { return .written(node) }
      return .map(NodeObject(node: node, shape: shape, origin: origin))
    }
  }

  private static let emptyMap = Value.map(ValueMap([]))

  /// What a field holds that nobody sets, as in a Go struct: false, 0, no text, no items.
  var zero: Value {
    switch self {
    case .any: .null
    case .string: .string("")
    case .bool: .bool(false)
    case .int: .int(0)
    case .double: .double(0)
    case .list: .list([])
    case .map: FieldShape.emptyMap
    case .object(let shape): .map(NodeObject(node: nil, shape: shape, origin: .prow))
    }
  }
}

/// A mapping of names to values of one shape.
final class NodeMap: PlacedMap {
  let node: Node
  // Next to the node, so that the whole fits into a value without memory of its own.
  private let packed: PackedOrigin
  let element: FieldShape

  init(node: Node, element: FieldShape, origin: ResolvedValue.Origin) {
    self.node = node
    self.element = element
    packed = PackedOrigin(origin)
  }

  var origin: ResolvedValue.Origin { packed.origin }

  var count: Int { node.entries.reduce(0) { count, _ in count + 1 } }

  func value(_ key: FieldKey) -> Value? { entry(key).map { element.value($0.value, origin) } }

  var keys: any ListSource { KeyList(node.entries.map(\.key.text)) }

  func place(of key: FieldKey) -> WrittenPlace? {
    entry(key).map { WrittenPlace(node: $0.value, key: $0.key, origin: origin) }
  }

  var ownPlace: WrittenPlace? { WrittenPlace(node: node, key: nil, origin: origin) }

  private func entry(_ key: FieldKey) -> Node.Entry? {
    key.name.withBytes { bytes in
      let name = Text(bytes)
      for entry in node.entries where entry.key.text == name { return entry }
      return nil
    }
  }
}

/// A mapping with known fields, in Prow's spelling whatever the letter case in which they are
/// written.
final class NodeObject: PlacedMap {
  /// `nil` where nothing is written.
  let node: Node?
  // Next to the node, so that the whole fits into a value without memory of its own.
  private let packed: PackedOrigin
  let shape: ObjectShape

  init(node: Node?, shape: ObjectShape, origin: ResolvedValue.Origin) {
    self.node = node
    self.shape = shape
    packed = PackedOrigin(origin)
  }

  var origin: ResolvedValue.Origin { packed.origin }

  var typeName: String? { shape.type.name }

  var count: Int { setEntries.count }

  func value(_ key: FieldKey) -> Value? {
    tag(of: key).flatMap { shape.value($0, of: node, origin) }
  }

  func value(along path: ArraySlice<FieldKey>) -> Value? {
    shape.value(along: path, of: node, origin)
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let tag = tag(of: key), let entry = node?.entry(labelled: UInt16(tag)) else {
      return false
    }
    return !entry.value.isNull
  }

  var keys: any ListSource {
    StringsList(setEntries.map { shape.names[Int($0.key.label)] ?? $0.key.text.string })
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    guard let tag = tag(of: key), let entry = node?.entry(labelled: UInt16(tag)) else {
      return nil
    }
    return WrittenPlace(node: entry.value, key: entry.key, origin: origin)
  }

  var ownPlace: WrittenPlace? { node.map { WrittenPlace(node: $0, key: nil, origin: origin) } }

  private var setEntries: [Node.Entry] {
    node?.entries.filter { $0.key.label != 0 && !$0.value.isNull } ?? []
  }

  private func tag(of key: FieldKey) -> Int? { shape.tag(of: key) }
}

extension ObjectShape {
  /// The value of a field of a mapping; `node` is `nil` where nothing is written.
  func value(_ tag: Int, of node: Node?, _ origin: ResolvedValue.Origin) -> Value? {
    guard let field = shape(tag), let label = UInt16(exactly: tag) else { return nil }
    guard let value = node?.entry(labelled: label)?.value else { return field.zero }
    return field.value(value, origin)
  }

  /// The value of a field that is text, of an item of a list.
  func text(of key: FieldKey, in node: Node) -> StringValue? {
    // What is no mapping is given as it is written.
    guard node.isMapping || node.isNull, let tag = tag(of: key),
      case .string(let text) = value(tag, of: node, .job)
    else { return nil }
    return text
  }

  /// The value of a field of a field, and so on, without objects for those on the way.
  func value(
    along path: ArraySlice<FieldKey>,
    of node: Node?,
    _ origin: ResolvedValue.Origin
  ) -> Value? {
    guard let key = path.first, let tag = tag(of: key) else { return nil }
    let rest = path.dropFirst()
    if rest.isEmpty { return value(tag, of: node, origin) }
    if case .object(let shape) = shape(tag), let label = UInt16(exactly: tag) {
      let part = node?.entry(labelled: label)?.value
      if part.map({ $0.isMapping || $0.isNull }) ?? true {
        return shape.value(along: rest, of: part, origin)
      }
    }
    guard case .map(let map) = value(tag, of: node, origin) else { return nil }
    return map.value(along: rest)
  }

  /// The label of a field that is asked for, be it by a name that is known only now.
  func tag(of key: FieldKey) -> Int? {
    key.tag >= 0 ? key.tag : type.fields[key.name.string]?.tag
  }
}

/// Names in memory.
final class StringsList: ListSource {
  private let names: [StringValue]

  init(_ names: [String]) {
    self.names = names.map { StringValue($0) }
  }

  var count: Int { names.count }

  subscript(_ index: Int) -> Value { .string(names[index]) }

  func text(at index: Int) -> StringValue? { names[index] }
}
