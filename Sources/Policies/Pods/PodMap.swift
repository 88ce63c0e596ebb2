internal import CEL
internal import Prow
internal import Rendering
internal import YAML

/// An object or a map of a pod that Prow would create.
final class PodMap: PlacedMap, @unchecked Sendable {
  // The memory that the object looks into is that of the pod, and nothing changes it.
  private let object: ObjectValue
  private let pod: RenderedPod
  private let shape: FieldShape
  /// What put the object there.
  private let source: Origin?
  private let isInitContainer: Bool

  init(
    _ object: ObjectValue,
    of pod: RenderedPod,
    shape: FieldShape,
    source: Origin? = nil,
    isInitContainer: Bool = false
  ) {
    self.object = object
    self.pod = pod
    self.shape = shape
    self.source = source
    self.isInitContainer = isInitContainer
  }

  private var fields: ObjectShape? { if case .object(let fields) = shape { fields } else { nil } }

  var typeName: String? { fields?.type.name }
  var count: Int { object.members.count }
  var keys: any ListSource { StringsList(object.members.map(\.name.string)) }

  func value(_ key: FieldKey) -> CEL.Value? {
    guard let fields else {
      guard let member = member(key.name.string) else { return nil }
      return pod.value(member.value, element, member.origin ?? source)
    }
    guard let tag = fields.tag(of: key) else { return nil }
    if tag == ContainerTag.isInit.rawValue { return .bool(isInitContainer) }
    guard let name = fields.names[tag], let field = fields.shape(tag) else { return nil }
    guard let member = member(name) else { return field.zero }
    let value = pod.value(
      member.value,
      field,
      member.origin ?? source,
      areInitContainers: name == "initContainers"
    )
    return value
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let fields else { return member(key.name.string) != nil }
    guard let tag = fields.tag(of: key) else { return false }
    if tag == ContainerTag.isInit.rawValue { return true }
    guard let member = fields.names[tag].flatMap({ member($0) }) else { return false }
    if case .absent = member.value { return false }
    return true
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    guard let member = member(key.name.string) else { return nil }
    return pod.place(of: member.value, member.origin ?? source)
  }

  var ownPlace: WrittenPlace? {
    pod.place(of: .object(object), source)
      ?? object.members.lazy.compactMap { [pod, source] member in
        pod.place(of: member.value, member.origin ?? source)
      }.first
  }

  private var element: FieldShape { if case .map(let element) = shape { element } else { .any } }

  private func member(_ name: String) -> Member? { object.members.first { $0.name.equals(name) } }
}

/// A list of a pod.
final class PodList: PlacedList, @unchecked Sendable {
  // As for `PodMap`.
  private let items: ArenaArray<Item>
  private let pod: RenderedPod
  private let element: FieldShape
  private let areInitContainers: Bool

  init(
    _ items: ArenaArray<Item>,
    of pod: RenderedPod,
    _ element: FieldShape,
    areInitContainers: Bool
  ) {
    self.items = items
    self.pod = pod
    self.element = element
    self.areInitContainers = areInitContainers
  }

  var count: Int { items.count }

  subscript(_ index: Int) -> CEL.Value {
    let item = items[index]
    return pod.value(item.value, element, item.origin, areInitContainers: areInitContainers)
  }

  func place(at index: Int) -> WrittenPlace? {
    guard items.indices.contains(index) else { return nil }
    return self[index].ownPlace ?? pod.place(of: items[index].value, items[index].origin)
  }
}

/// A small object that Prow adds to pods, such as a variable.
final class GivenObject: PlacedMap {
  let shape: ObjectShape
  let values: [(name: String, value: CEL.Value)]
  let ownPlace: WrittenPlace?

  init(shape: ObjectShape, values: [(name: String, value: CEL.Value)], ownPlace: WrittenPlace?) {
    self.shape = shape
    self.values = values
    self.ownPlace = ownPlace
  }

  var typeName: String? { shape.type.name }
  var count: Int { values.count }
  var keys: any ListSource { StringsList(values.map(\.name)) }

  func value(_ key: FieldKey) -> CEL.Value? {
    guard let tag = shape.tag(of: key), let name = shape.names[tag] else { return nil }
    return values.first { $0.name == name }?.value ?? shape.shape(tag)?.zero
  }

  func isSet(_ key: FieldKey) -> Bool { values.contains { $0.name == key.name.string } }

  func place(of key: FieldKey) -> WrittenPlace? { ownPlace }
}
