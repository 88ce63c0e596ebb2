internal import Prow
internal import YAML

/// What the decoration of a job comes to, whichever of many equal jobs it is of.
final class DecorationParts {
  let merged: MergedDecoration
  /// The merged configuration as it is written.
  let value: Value
  let storage: UploadStorage
  /// `gcs_options` of the sidecar.
  let sidecarUpload: Value
  /// Volumes of every decorated pod.
  let volumes: ArenaArray<Item>

  // Containers of Prow's own, as far as they are the same for all jobs.
  let clonerefs: ContainerParts
  let sidecar: ContainerParts
  let placeEntrypoint: ContainerParts
  /// With and without something to clone.
  let initUpload: (cloning: ContainerParts, alone: ContainerParts)

  /// `request`: In local mode files go to a folder that it names.
  init(
    _ decoration: Decoration,
    _ request: RunRequest,
    _ bench: Workbench,
    _ arena: Arena
  ) {
    let types = bench.types
    let merged = MergedDecoration(decoration, types, arena)
    let storage = UploadStorage(merged, types, arena, request)
    self.merged = merged
    self.storage = storage
    value = bench.encoded(merged.config, in: arena)
    var upload = ObjectValue(arena)
    upload.add("items", arena.list(.literal(PodPaths.artifacts)))
    upload.members.append(contentsOf: storage.options.members)
    sidecarUpload = bench.encoded(upload, in: arena)
    var volumes = ArenaArray(arena, [Item.emptyVolume("logs"), .emptyVolume("tools")])
    volumes.append(contentsOf: storage.volumes)
    self.volumes = bench.finished(volumes, in: arena)

    func utility(
      _ name: StaticString,
      _ image: StaticString,
      _ resources: StaticString
    ) -> ContainerParts {
      ContainerParts.utility(name, image, resources, merged, bench, arena)
    }
    clonerefs = utility("clonerefs", "clonerefs", "clonerefs")
    sidecar = utility("sidecar", "sidecar", "sidecar")
    var place = utility("place-entrypoint", "entrypoint", "place_entrypoint")
    place.object.add("args", arena.list(.literal("--copy-mode-only")))
    place.mounts = bench.finished(ArenaArray(arena, [.mount("tools", PodPaths.tools)]), in: arena)
    placeEntrypoint = place

    var alone = utility("initupload", "initupload", "initupload")
    var cloning = alone
    cloning.mounts.append(.mount("logs", PodPaths.logs))
    for mounts in [storage.credentialMounts, storage.outputMounts] {
      alone.mounts.append(contentsOf: mounts)
      cloning.mounts.append(contentsOf: mounts)
    }
    alone.mounts = bench.finished(alone.mounts, in: arena)
    cloning.mounts = bench.finished(cloning.mounts, in: arena)
    let document = bench.document(storage.options, in: arena)
    alone.env.append(.variable("INITUPLOAD_OPTIONS", document, nil))
    let withLog = bench.document(storage.optionsWithLog, in: arena)
    cloning.env.append(.variable("INITUPLOAD_OPTIONS", withLog, nil))
    initUpload = (cloning, alone)
  }
}

extension ContainerParts {
  /// A container of Prow's own with its image and resources.
  ///
  /// `image`, `resources`: The fields of `utility_images` and of `resources`.
  fileprivate static func utility(
    _ name: StaticString,
    _ image: StaticString,
    _ resources: StaticString,
    _ decoration: MergedDecoration,
    _ bench: Workbench,
    _ arena: Arena
  ) -> ContainerParts {
    let types = bench.types
    let images = types.object(decoration["utility_images"], arena)
    var container = ContainerParts(
      name: name,
      image: images[image],
      origin: decoration.origin("utility_images", image),
      arena
    )
    let own = types.object(decoration["resources"], arena)[resources]
    let value = own ?? .object(ObjectValue(arena))
    container.object.add("resources", bench.finished(value, in: arena))
    container.keepLastWords()
    return container
  }
}

extension MergedDecoration {
  /// The setting that a field of a setting comes from.
  fileprivate func origin(_ name: StaticString, _ field: StaticString) -> Origin {
    switch config[name] {
    case .object(let object):
      // Merged field by field, each with an origin of its own.
      return object.position(of: field).flatMap { object.members[$0].origin } ?? origin(name)
    case .node(let node, _):
      return node.entries.first { $0.key.text == field }.map { .setting($0.value) } ?? origin(name)
    default:
      return origin(name)
    }
  }
}
