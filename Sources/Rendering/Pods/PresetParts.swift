internal import Prow
internal import YAML

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
