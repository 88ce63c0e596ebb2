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
