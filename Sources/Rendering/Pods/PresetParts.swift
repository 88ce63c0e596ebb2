internal import Prow
internal import YAML

/// What a preset adds to pods.
final class PresetParts {
  let env: ArenaArray<Item>
  let mounts: ArenaArray<Item>
  let volumes: ArenaArray<Item>
  let tolerations: ArenaArray<Item>

  init(_ preset: Prow.Preset, _ types: OutputTypes, _ arena: Arena) {
    let object = types.object(preset.node, types.preset, arena)
    let origin = Origin.preset(preset.node)
    env = types.items(object["env"], origin: origin, arena)
    mounts = types.items(object["volumeMounts"], origin: origin, arena)
    volumes = types.items(object["volumes"], origin: origin, arena)
    tolerations = types.items(object["tolerations"], origin: origin, arena)
  }
}
