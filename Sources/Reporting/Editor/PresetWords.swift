package import Prow
internal import YAML

/// What presets add to jobs.
package enum PresetWords {
  /// What a preset adds, by kind, with the names of what it is; tolerations have none.
  package static func additions(of preset: Preset) -> [(kind: String, names: [String])] {
    let lists = [
      ("variables", preset.variables), ("volumes", preset.volumes), ("mounts", preset.mounts),
    ]
    return lists.filter { !$0.1.isEmpty }.map { kind, items in
      (kind, items.map { $0.name?.string ?? "?" })
    }
  }

  /// `2 tolerations`; `nil` for none.
  package static func tolerations(of preset: Preset) -> String? {
    let count = preset.tolerations.count
    return count == 0 ? nil : count == 1 ? "1 toleration" : "\(count) tolerations"
  }

  /// The presets that have a label.
  static func with(_ name: Text, _ value: String, _ presets: [Preset]) -> [Preset] {
    presets.filter { preset in
      preset.labels.contains { $0.name.text == name && $0.value.convertedText == value }
    }
  }
}
