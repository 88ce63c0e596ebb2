package import Configs
package import Diagnostics
package import Prow
internal import Schema
internal import YAML

/// Where what a place names is defined, and where else it is used.
package struct PlaceLinks {
  package let definitions: [Place]
  package let references: [Place]

  /// `nil` for a place that names nothing that is known.
  ///
  /// - Parameters:
  ///   - offset: In bytes of the file's text.
  ///   - file: A file of the configuration.
  ///   - configuration: All files and jobs.
  package init?(at offset: UInt32, in file: LoadedFile, _ configuration: Configuration) {
    guard let root = file.document.root else { return nil }
    let place = DocumentPlace(
      at: offset,
      in: root,
      as: .object(file.kind.rootType),
      file.kind.fields
    )
    let names = place.keys.map { $0.text.string.lowercased() }
    if let (anchor, aliases) = PlaceLinks.anchor(at: offset, in: file.document) {
      (definitions, references) = ([anchor.place], aliases.map(\.place))
    } else if let found = PlaceLinks.context(at: place.node, configuration) {
      (definitions, references) = found
    } else if place.isKey, names.last == "decorate" || names.last == "decoration_config",
      let job = configuration.job(at: place.node.range, of: file.document),
      let found = PlaceLinks.decoration(of: job)
    {
      (definitions, references) = found
    } else if names.last == "cluster", !place.isKey {
      (definitions, references) = PlaceLinks.cluster(place.node.text, configuration)
    } else if names.dropLast().last == "labels", let key = place.keys.last {
      let label = (name: key.text.string, value: key.following.convertedText)
      (definitions, references) = PlaceLinks.presets(with: label, configuration)
    } else if names.last == "name", !place.isKey,
      let list = names.dropLast().last, ["volumes", "volumemounts", "volumedevices"].contains(list)
    {
      let volume = place.node.text.string
      (definitions, references) = PlaceLinks.volumes(volume, around: place, configuration)
    } else {
      return nil
    }
    if definitions.isEmpty, references.isEmpty { return nil }
  }

  /// The presets that a label brings, and the jobs that have it.
  private static func presets(
    with label: (name: String, value: String),
    _ configuration: Configuration
  ) -> ([Place], [Place]) {
    let presets = configuration.workspace.presets.presets.flatMap(\.labels).filter {
      $0.name.text.string == label.name && $0.value.convertedText == label.value
    }
    if presets.isEmpty { return ([], []) }
    let jobs = configuration.jobsByFile.flatMap(\.jobs).compactMap { job in
      job.job[.labels]?.entries.first { entry in
        entry.key.text.string == label.name && entry.value.convertedText == label.value
      }?.key.place
    }
    return (presets.map(\.name.place), jobs)
  }

  /// The volumes of a pod or a preset with a name, and its mounts.
  private static func volumes(
    _ name: String,
    around place: DocumentPlace,
    _ configuration: Configuration
  ) -> ([Place], [Place]) {
    func places(_ nodes: [Node]) -> [Place] {
      nodes.filter { $0.text.equals(name) }.map(\.place)
    }
    let presets = configuration.workspace.presets.presets
    if let preset = presets.first(where: { $0.node.holds(place.node) }) {
      let uses = VolumeUses(preset)
      return (places(uses.declarations), places(uses.mounts))
    }
    let jobs = configuration.jobsByFile.lazy.flatMap(\.jobs)
    guard let job = jobs.first(where: { $0.job.node.holds(place.node) }) else { return ([], []) }
    let uses = [VolumeUses(job.job[.spec])] + job.presets.map { VolumeUses($0) }
    return (places(uses.flatMap(\.declarations)), places(uses.flatMap(\.mounts)))
  }
}

extension Node {
  fileprivate func holds(_ other: Node) -> Bool {
    isSameDocument(as: other) && contains(other.index)
  }
}
