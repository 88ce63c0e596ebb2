package import Kubernetes
package import YAML

/// The presets that apply to a job, in their own order.
///
/// A class, since the jobs that get the same presets share it.
package final class PresetSet: Sendable {
  package let presets: [Preset]
  /// What pods get from each.
  package let additions: [PodAddition]
  /// Names of all that they add.
  package let names: PresetNames
  /// Names that two of them may add.
  package let repeatedNames: PresetNames
  package let hasTolerations: Bool
  /// Names of the labels that select them.
  package let labelNames: [Text]

  init(_ presets: [Preset]) {
    self.presets = presets
    additions = presets.map(\.addition)
    var (names, repeated) = (PresetNames(), PresetNames())
    for preset in presets {
      repeated.formUnion(names.intersection(preset.names))
      names.formUnion(preset.names)
    }
    self.names = names
    repeatedNames = repeated
    hasTolerations = presets.contains { !$0.tolerations.isEmpty }
    labelNames = presets.flatMap(\.labels).map(\.name.text)
  }

  /// That of a job without pod.
  static let none = PresetSet([])
}
