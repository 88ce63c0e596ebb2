internal import CEL
internal import Prow
internal import YAML

/// The pod spec of a job, with what presets add to its lists.
///
/// Source: Prow, `mergePreset` in pkg/config/jobs.go.
final class SpecObject: PlacedMap {
  let owner: PolicyJob
  let spec: Node

  init(owner: PolicyJob, spec: Node) {
    self.owner = owner
    self.spec = spec
  }

  private var shape: ObjectShape { .spec }
  private var plain: NodeObject { NodeObject(node: spec, shape: shape, origin: .job) }

  var typeName: String? { shape.type.name }
  var count: Int { keys.count }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = shape.tag(of: key) else { return nil }
    guard let list = list(tag) else { return shape.value(tag, of: spec, .job) }
    return .list(list)
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let tag = shape.tag(of: key) else { return false }
    return list(tag).map { $0.count > 0 } ?? plain.isSet(FieldKey(key.name, tag: tag))
  }

  var keys: any ListSource {
    let names = shape.names.sorted { $0.value < $1.value }
    return StringsList(
      names.compactMap { tag, name in
        isSet(FieldKey(StringValue(name), tag: tag)) ? name : nil
      }
    )
  }

  func place(of key: FieldKey) -> WrittenPlace? { plain.place(of: key) }
  var ownPlace: WrittenPlace? { plain.ownPlace }

  /// A list that is more than what is written.
  private func list(_ tag: Int) -> (any ListSource)? {
    switch Field(rawValue: UInt16(tag)) {
    case .containers: ContainerList(owner, owner.resolved.containers, isInit: false)
    case .initContainers:
      ContainerList(owner, spec.list(.initContainers), isInit: true)
    case .volumes: ItemList(Array(owner.resolved.volumes), .volume)
    case .tolerations: ItemList(owner.tolerations(spec), .toleration)
    default: nil
    }
  }
}

extension PolicyJob {
  fileprivate func tolerations(_ spec: Node) -> [PodItem] {
    var items = spec.list(.tolerations).map { PodItem(node: $0, name: nil, preset: nil) }
    for (index, preset) in resolved.presets.enumerated() {
      items += preset.tolerations.map { PodItem(node: $0.node, name: nil, preset: index) }
    }
    return items
  }
}

/// The containers of a job.
final class ContainerList: PlacedList {
  private let owner: PolicyJob
  private let nodes: [Node]
  private let isInit: Bool

  init(_ owner: PolicyJob, _ nodes: [Node], isInit: Bool) {
    self.owner = owner
    self.nodes = nodes
    self.isInit = isInit
  }

  var count: Int { nodes.count }

  subscript(_ index: Int) -> Value {
    .map(ContainerObject(owner: owner, node: nodes[index], isInit: isInit))
  }

  func place(at index: Int) -> WrittenPlace? {
    nodes.indices.contains(index)
      ? WrittenPlace(node: nodes[index], key: nil, origin: .job) : nil
  }
}

/// A container, with what presets add to it; they add nothing to init containers.
final class ContainerObject: PlacedMap {
  let owner: PolicyJob
  let node: Node
  let isInit: Bool

  init(owner: PolicyJob, node: Node, isInit: Bool) {
    self.owner = owner
    self.node = node
    self.isInit = isInit
  }

  private var shape: ObjectShape { .container }
  private var plain: NodeObject { NodeObject(node: node, shape: shape, origin: .job) }

  var typeName: String? { shape.type.name }
  var count: Int { keys.count }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = shape.tag(of: key) else { return nil }
    if tag == ContainerTag.isInit.rawValue { return .bool(isInit) }
    guard let list = list(tag) else { return shape.value(tag, of: node, .job) }
    return .list(list)
  }

  func value(along path: ArraySlice<FieldKey>) -> Value? {
    // The lists are not objects, so that what has fields is as it is written.
    path.count == 1 ? value(stepwise: path) : shape.value(along: path, of: node, .job)
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let tag = shape.tag(of: key) else { return false }
    if tag == ContainerTag.isInit.rawValue { return true }
    return list(tag).map { $0.count > 0 } ?? plain.isSet(FieldKey(key.name, tag: tag))
  }

  var keys: any ListSource {
    let names = shape.names.sorted { $0.value < $1.value }
    return StringsList(
      names.compactMap { tag, name in
        tag != ContainerTag.isInit.rawValue && isSet(FieldKey(StringValue(name), tag: tag))
          ? name : nil
      }
    )
  }

  func place(of key: FieldKey) -> WrittenPlace? { plain.place(of: key) }

  var ownPlace: WrittenPlace? {
    WrittenPlace(node: node.firstKey ?? node, key: nil, origin: .job)
  }

  private func list(_ tag: Int) -> ItemList? {
    if isInit { return nil }
    return switch Field(rawValue: UInt16(tag)) {
    case .env: ItemList(Array(owner.resolved.environment(of: node)), .variable)
    case .volumeMounts: ItemList(Array(owner.resolved.mounts(of: node)), .mount)
    default: nil
    }
  }
}

/// What a container has for expressions besides its fields.
enum ContainerTag: Int, CaseIterable {
  case isInit = 0x1_0100
}

/// Items of a list of the pod, the job's own and those of presets.
final class ItemList: PlacedList {
  private let items: [PodItem]
  private let shape: ObjectShape

  init(_ items: [PodItem], _ shape: ObjectShape) {
    self.items = items
    self.shape = shape
  }

  var count: Int { items.count }

  subscript(_ index: Int) -> Value { .map(object(items[index])) }

  func text(of key: FieldKey, at index: Int) -> StringValue? {
    shape.text(of: key, in: items[index].node)
  }

  func place(at index: Int) -> WrittenPlace? {
    items.indices.contains(index) ? object(items[index]).ownPlace : nil
  }

  private func object(_ item: PodItem) -> NodeObject {
    NodeObject(node: item.node, shape: shape, origin: item.preset.map { .preset($0) } ?? .job)
  }
}
