internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension Renaming {
  /// A volume, in all jobs and presets that share it.
  static func volume(
    at spot: Spot,
    _ uses: VolumeUses,
    _ configuration: Configuration
  ) -> Result<Renaming, Refusal>? {
    guard let node = uses.all.first(where: spot.isIn), node.string != nil else { return nil }
    let name = node.text.string
    let shared = SharedVolume(name, from: node, configuration)
    return .success(
      Renaming(name: name, place: node.place, uses: shared.uses) { new in
        shared.declaration(of: new).map {
          "a pod with this volume has one called \"\(new)\" already, at \($0.lineWords)"
        }
      }
    )
  }
}

/// A volume of pods that have it in common: presets bring it to jobs, or mount it there, and aliases let
/// jobs share what is written once.
private struct SharedVolume {
  /// The scalars with its name, once for each job and preset that has them.
  private(set) var uses: [Node] = []
  private var nodes: NodeSet
  private var jobs: [ResolvedJob] = []
  private var presets: [Preset] = []

  init(_ name: String, from node: Node, _ configuration: Configuration) {
    nodes = NodeSet([node])
    var ofPresets: [ObjectIdentifier: [Node]] = [:]
    for preset in configuration.workspace.presets.presets {
      let found = VolumeUses(preset).of(name)
      if !found.isEmpty { ofPresets[ObjectIdentifier(preset)] = found }
    }
    var rest = configuration.jobsByFile.flatMap(\.jobs).compactMap { job in
      let found = VolumeUses(job.job[.spec]).of(name)
      let brought = job.presets.filter { ofPresets[ObjectIdentifier($0)] != nil }
      return found.isEmpty && brought.isEmpty ? nil : (job: job, uses: found, presets: brought)
    }
    for preset in configuration.workspace.presets.presets {
      let own = ofPresets[ObjectIdentifier(preset)] ?? []
      if own.contains(where: nodes.contains) { add(preset, own) }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, one) in rest.enumerated().reversed()
      where one.uses.contains(where: nodes.contains)
        || one.presets.contains(where: { preset in presets.contains { $0 === preset } })
      {
        rest.remove(at: index)
        isGrowing = true
        jobs.append(one.job)
        add(one.uses)
        for preset in one.presets { add(preset, ofPresets[ObjectIdentifier(preset)] ?? []) }
      }
    }
  }

  private mutating func add(_ preset: Preset, _ uses: [Node]) {
    if presets.contains(where: { $0 === preset }) { return }
    presets.append(preset)
    add(uses)
  }

  private mutating func add(_ found: [Node]) {
    uses += found
    for node in found { nodes.insert(node) }
  }

  /// Where a volume of another name is declared next to it.
  func declaration(of name: String) -> Node? {
    let volumes =
      jobs.lazy.flatMap { Array($0.volumes) }.map { $0.node }
      + presets.flatMap(\.volumes).map(\.node)
    return volumes.first { $0.text(.name)?.equals(name) ?? false }
  }
}
