internal import Prow
internal import YAML

/// The pod spec of a job in the parts that presets and decoration add to.
///
/// Source: Prow, `mergePreset` in pkg/config/jobs.go.
struct PodParts {
  /// Everything else, in the order of PodSpec.
  var spec: ObjectValue
  var containers: [ContainerParts]
  var initContainers: [ContainerParts]
  var volumes: ArenaArray<Item>
  var tolerations: ArenaArray<Item>

  /// The spec as written, if no preset adds to it.
  private let written: Node?

  init(_ node: Node, presets: [Prow.Preset], _ bench: Workbench) {
    let (types, arena) = (bench.types, bench.arena)
    var spec = types.object(node, types.podSpec, arena)
    func containers(_ name: StaticString) -> [ContainerParts] {
      types.items(spec[name], arena).map {
        ContainerParts($0, isWrittenTwice: !presets.isEmpty, bench)
      }
    }
    self.containers = containers("containers")
    initContainers = containers("initContainers")
    let volumes = types.items(spec["volumes"], arena)
    self.volumes = presets.isEmpty ? volumes : bench.finished(volumes, in: arena)
    tolerations = types.items(spec["tolerations"], arena)
    spec.members.removeAll { PodParts.isPart($0.name) }
    self.spec = spec
    written = presets.isEmpty ? node : nil
    for preset in presets { add(bench.preset(preset)) }
  }

  private static func isPart(_ name: Text) -> Bool {
    name == "containers" || name == "initContainers" || name == "volumes" || name == "tolerations"
  }

  private mutating func add(_ preset: PresetParts) {
    for index in containers.indices {
      containers[index].env.append(contentsOf: preset.env)
      containers[index].mounts.append(contentsOf: preset.mounts)
    }
    volumes.append(contentsOf: preset.volumes)
    tolerations.append(contentsOf: preset.tolerations)
  }

  /// As a PodSpec.
  func value(_ bench: Workbench) -> Value {
    if let written { return .node(written, bench.types.podSpec) }
    return .object(assembled(bench.arena))
  }

  /// A PodSpec put together from the parts.
  func assembled(_ arena: Arena) -> ObjectValue {
    var result = spec
    func add(_ name: StaticString, _ items: ArenaArray<Item>) {
      if !items.isEmpty { result.add(name, .list(items)) }
    }
    add("volumes", volumes)
    add("initContainers", ArenaArray(arena, initContainers.lazy.map(\.item)))
    add("containers", ArenaArray(arena, containers.lazy.map(\.item)))
    add("tolerations", tolerations)
    return result
  }
}
