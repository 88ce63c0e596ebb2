internal import CEL
internal import Prow
internal import YAML

/// Values of documents as they are written, whatever Prow makes of them.
extension Value {
  /// A value as YAML has it: null, a bool, a number, text, a list or a map.
  static func written(_ node: Node) -> Value {
    switch node.kind {
    case .sequence: .list(NodeList(node, shape: .any, origin: .job))
    case .mapping: .map(WrittenMap(node: node))
    case .scalar: scalar(node)
    }
  }

  private static func scalar(_ node: Node) -> Value {
    switch node.scalarKind {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    default: break
    }
    switch node.number {
    case .int(let number): return .int(number)
    case .uint(let number): return .uint(number)
    case .float(let number): return .double(number)
    case nil: return .string(node.text)
    }
  }
}

/// A mapping of a document as it is written.
final class WrittenMap: PlacedMap {
  let node: Node

  init(node: Node) {
    self.node = node
  }

  var count: Int { node.entries.reduce(0) { count, _ in count + 1 } }

  func value(_ key: FieldKey) -> Value? { entry(key).map { .written($0.value) } }

  var keys: any ListSource { KeyList(node.entries.map(\.key.text)) }

  func place(of key: FieldKey) -> WrittenPlace? {
    entry(key).map { WrittenPlace(node: $0.value, key: $0.key, origin: .job) }
  }

  var ownPlace: WrittenPlace? { WrittenPlace(node: node, key: nil, origin: .job) }

  private func entry(_ key: FieldKey) -> Node.Entry? {
    key.name.withBytes { bytes in
      let name = Text(bytes)
      for entry in node.entries where entry.key.text == name { return entry }
      return nil
    }
  }
}

/// The keys of a mapping.
final class KeyList: ListSource {
  private let names: [Text]

  init(_ names: [Text]) {
    self.names = names
  }

  var count: Int { names.count }

  subscript(_ index: Int) -> Value { .string(names[index]) }

  func text(at index: Int) -> StringValue? { StringValue(names[index]) }
}

/// Items of a list in a document, read by the shape that they have.
final class NodeList: PlacedList {
  /// The list itself, if its items are found without a walk.
  private let leaves: Node?
  private let nodes: [Node]
  private let shape: FieldShape
  private let packed: PackedOrigin
  let count: Int

  private var origin: ResolvedValue.Origin { packed.origin }

  /// `list`: A sequence.
  init(_ list: Node, shape: FieldShape, origin: ResolvedValue.Origin) {
    let hasOnlyLeaves = list.hasOnlyLeaves
    leaves = hasOnlyLeaves ? list : nil
    nodes = hasOnlyLeaves ? [] : Array(list.items)
    count = list.itemCount
    self.shape = shape
    packed = PackedOrigin(origin)
  }

  init(_ nodes: [Node], shape: FieldShape, origin: ResolvedValue.Origin) {
    leaves = nil
    self.nodes = nodes
    count = nodes.count
    self.shape = shape
    packed = PackedOrigin(origin)
  }

  private func node(_ index: Int) -> Node { leaves?.leaf(index) ?? nodes[index] }

  subscript(_ index: Int) -> Value { shape.value(node(index), origin) }

  func text(at index: Int) -> StringValue? {
    guard shape.isOfText else { return nil }
    return node(index).string.map { StringValue($0) }
  }

  func text(of key: FieldKey, at index: Int) -> StringValue? {
    guard case .object(let shape) = shape else {
      guard case .map(let map) = self[index], case .string(let text) = map.value(key) else {
        return nil
      }
      return text
    }
    return shape.text(of: key, in: node(index))
  }

  func place(at index: Int) -> WrittenPlace? {
    (0..<count).contains(index)
      ? WrittenPlace(node: node(index), key: nil, origin: origin) : nil
  }
}

extension FieldShape {
  /// Whether a string of a document is given as such.
  fileprivate var isOfText: Bool {
    switch self {
    case .string, .any: true
    case .bool, .int, .double, .list, .map, .object: false
    }
  }
}
