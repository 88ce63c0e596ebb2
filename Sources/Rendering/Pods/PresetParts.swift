internal import Prow
internal import YAML

/// What a preset adds to pods.
final class PresetParts {
  let env: ArenaArray<Item>
  let mounts: ArenaArray<Item>
  let volumes: ArenaArray<Item>
  let tolerations: ArenaArray<Item>

  init(_ preset: Prow.Preset, _ bench: Workbench, _ arena: Arena) {
    let types = bench.types
    let object = types.object(preset.node, types.preset, arena)
    let origin = Origin.preset(preset.node)
    func items(_ name: StaticString) -> ArenaArray<Item> {
      bench.finished(types.items(object[name], origin: origin, arena), in: arena)
    }
    env = items("env")
    mounts = items("volumeMounts")
    volumes = items("volumes")
    tolerations = items("tolerations")
  }
}
