package import YAML

/// Where a pod spec or a preset names volumes: scalars that hold their names.
package struct VolumeUses {
  package let declarations: [Node]
  /// Of mounts and of raw devices.
  package let mounts: [Node]

  /// `spec`: That of a job as written.
  package init(_ spec: Node?) {
    guard let spec, spec.isMapping else {
      (declarations, mounts) = ([], [])
      return
    }
    let containers = [spec[.containers], spec[.initContainers], spec["ephemeralContainers"]]
      .compactMap(\.self).flatMap { Array($0.items) }
    let lists = containers.flatMap { [$0[.volumeMounts], $0["volumeDevices"]] }
    declarations = VolumeUses.names(spec.list(.volumes))
    mounts = VolumeUses.names(lists.compactMap(\.self).flatMap { Array($0.items) })
  }

  package init(_ preset: Preset) {
    declarations = VolumeUses.names(preset.volumes.map(\.node))
    mounts = VolumeUses.names(preset.mounts.map(\.node))
  }

  private static func names(_ items: [Node]) -> [Node] { items.compactMap { $0[.name] } }

  package var all: [Node] { declarations + mounts }

  /// Only those of one volume.
  package func of(_ name: String) -> [Node] { all.filter { $0.text.equals(name) } }
}
