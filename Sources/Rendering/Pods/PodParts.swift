internal import Prow
internal import YAML

/// The pod spec of a job in the parts that presets and decoration add to.
///
/// Source: Prow J017; `MergePreset` in pkg/config/config.go.
struct PodParts {
  /// Everything else, in the order of PodSpec.
  var spec: ObjectValue
  var containers: [ContainerParts]
  var initContainers: [ContainerParts]
  var volumes: [Item]
  var tolerations: [Item]

  /// The spec as written, if no preset adds to it.
  private let written: Node?

  init(_ node: Node, presets: [Prow.Preset], _ types: OutputTypes) {
    var spec = types.object(node, types.named("PodSpec"))
    containers = types.items(spec["containers"]).map { ContainerParts($0, types) }
    initContainers = types.items(spec["initContainers"]).map { ContainerParts($0, types) }
    volumes = types.items(spec["volumes"])
    tolerations = types.items(spec["tolerations"])
    for name in ["containers", "initContainers", "volumes", "tolerations"] as [StaticString] {
      spec.remove(name)
    }
    self.spec = spec
    written = presets.isEmpty ? node : nil
    for preset in presets { add(preset, types) }
  }

  private mutating func add(_ preset: Prow.Preset, _ types: OutputTypes) {
    let object = types.object(preset.node, types.named("Preset"))
    let origin = Origin.preset(
      Origin.Preset(place: preset.place, label: preset.labels.first)
    )
    let env = types.items(object["env"], origin: origin)
    let mounts = types.items(object["volumeMounts"], origin: origin)
    for index in containers.indices {
      containers[index].env += env
      containers[index].mounts += mounts
    }
    volumes += types.items(object["volumes"], origin: origin)
    tolerations += types.items(object["tolerations"], origin: origin)
  }

  /// As a PodSpec.
  func value(_ types: OutputTypes) -> Value {
    if let written { return .node(written, types.named("PodSpec")) }
    return .object(assembled)
  }

  /// As a PodSpec that is put together from the parts.
  var assembled: ObjectValue {
    var result = spec
    func add(_ name: StaticString, _ items: [Item]) {
      if !items.isEmpty { result.add(name, .list(items)) }
    }
    add("volumes", volumes)
    add("initContainers", initContainers.map(\.item))
    add("containers", containers.map(\.item))
    add("tolerations", tolerations)
    return result
  }
}

/// A container in the parts that presets and decoration add to.
struct ContainerParts {
  /// Everything else, in the order of Container.
  var object: ObjectValue
  var env: [Item]
  var mounts: [Item]
  let origin: Origin?

  init(_ item: Item, _ types: OutputTypes) {
    var object = types.object(item.value)
    env = types.items(object["env"])
    mounts = types.items(object["volumeMounts"])
    object.remove("env")
    object.remove("volumeMounts")
    self.object = object
    origin = item.origin
  }

  /// A container of Prow's own.
  init(name: StaticString, image: Value?, origin: Origin?) {
    object = ObjectValue()
    object.add("name", .literal(name))
    object.add("image", text: image?.text)
    (env, mounts) = ([], [])
    self.origin = origin
  }

  var name: Text { object["name"]?.text ?? .empty }

  var item: Item {
    var object = object
    if !env.isEmpty { object.add("env", .list(env)) }
    if !mounts.isEmpty { object.add("volumeMounts", .list(mounts)) }
    return Item(value: .object(object), origin: origin)
  }
}
