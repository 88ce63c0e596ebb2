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

  init(_ node: Node, presets: [Prow.Preset], _ bench: Workbench) {
    let types = bench.types
    var spec = types.object(node, types.podSpec)
    containers = types.items(spec["containers"]).map { ContainerParts($0, types) }
    initContainers = types.items(spec["initContainers"]).map { ContainerParts($0, types) }
    volumes = types.items(spec["volumes"])
    tolerations = types.items(spec["tolerations"])
    for name in ["containers", "initContainers", "volumes", "tolerations"] as [StaticString] {
      spec.remove(name)
    }
    self.spec = spec
    written = presets.isEmpty ? node : nil
    for preset in presets { add(bench.preset(preset)) }
  }

  private mutating func add(_ preset: PresetParts) {
    for index in containers.indices {
      containers[index].env += preset.env
      containers[index].mounts += preset.mounts
    }
    volumes += preset.volumes
    tolerations += preset.tolerations
  }

  /// As a PodSpec.
  func value(_ types: OutputTypes) -> Value {
    if let written { return .node(written, types.podSpec) }
    var parts = self
    return .object(parts.assemble())
  }

  /// Puts a PodSpec together from the parts, which are used up by it.
  mutating func assemble() -> ObjectValue {
    var result = ObjectValue()
    swap(&result, &spec)
    func add(_ name: StaticString, _ items: [Item]) {
      if !items.isEmpty { result.add(name, .list(items)) }
    }
    add("volumes", volumes)
    add("initContainers", PodParts.items(&initContainers))
    add("containers", PodParts.items(&containers))
    add("tolerations", tolerations)
    return result
  }

  private static func items(_ containers: inout [ContainerParts]) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(containers.count)
    for index in containers.indices { items.append(containers[index].assemble()) }
    return items
  }
}

/// What a preset adds to pods.
struct PresetParts {
  let env: [Item]
  let mounts: [Item]
  let volumes: [Item]
  let tolerations: [Item]

  init(_ preset: Prow.Preset, _ types: OutputTypes) {
    let object = types.object(preset.node, types.preset)
    let origin = Origin.preset(preset.node)
    env = types.items(object["env"], origin: origin)
    mounts = types.items(object["volumeMounts"], origin: origin)
    volumes = types.items(object["volumes"], origin: origin)
    tolerations = types.items(object["tolerations"], origin: origin)
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
    // Prow adds more variables than most containers have.
    env.reserveCapacity(env.count + 28)
    mounts = types.items(object["volumeMounts"])
    object.remove("env")
    object.remove("volumeMounts")
    self.object = object
    origin = item.origin
  }

  /// A container of Prow's own.
  init(name: StaticString, image: Value?, origin: Origin?) {
    object = ObjectValue()
    object.members.reserveCapacity(8)
    object.add("name", .literal(name))
    object.add("image", text: image?.text)
    (env, mounts) = ([], [])
    self.origin = origin
  }

  var name: Text { object["name"]?.text ?? .empty }

  /// Puts the container together from the parts, which are used up by it.
  mutating func assemble() -> Item {
    var object = ObjectValue()
    swap(&object, &self.object)
    if !env.isEmpty { object.add("env", .list(env)) }
    if !mounts.isEmpty { object.add("volumeMounts", .list(mounts)) }
    return Item(value: .object(object), origin: origin)
  }
}
