package import Kubernetes
package import YAML

/// Environment, volumes, mounts and tolerations that jobs get by their labels.
///
/// A class, since thousands of jobs share a preset.
package final class Preset: Sendable {
  package let node: Node
  package let labels: [Label]
  /// What pods get from it.
  package let addition: PodAddition
  /// The named items that it adds, by list.
  package let variables: [Item]
  package let mounts: [Item]
  package let volumes: [Item]
  package let hasTolerations: Bool

  /// A label that a job needs to get the preset.
  package struct Label: Sendable {
    package let name: Node
    package let value: Node
    /// What the value is as text.
    let text: String
  }

  package struct Item: Sendable {
    package let name: Text
    package let node: Node
  }

  package init(_ node: Node) {
    self.node = node
    addition = PodAddition(
      env: node[.env],
      volumes: node[.volumes],
      volumeMounts: node[.volumeMounts],
      tolerations: node[.tolerations]
    )
    labels =
      node[.labels]?.entries.map {
        Label(name: $0.key, value: $0.value, text: $0.value.convertedText)
      } ?? []
    variables = Preset.items(.env, of: node)
    mounts = Preset.items(.volumeMounts, of: node)
    volumes = Preset.items(.volumes, of: node)
    hasTolerations = node[.tolerations] != nil
  }

  private static func items(_ list: Field, of node: Node) -> [Item] {
    node[list]?.items.compactMap { item in item.text(.name).map { Item(name: $0, node: item) } }
      ?? []
  }

  /// The presets of a file; what is no mapping is left out.
  package static func all(in file: LoadedFile) -> [Preset] {
    guard let list = file.root?[.presets] else { return [] }
    return list.items.filter(\.isMapping).map(Preset.init)
  }

  /// Where to point at for the preset as a whole.
  package var place: Node { labels.first?.name ?? node.firstKey ?? node }
}

/// All presets of a configuration, found by the labels of a job.
package struct PresetTable: Sendable {
  package let presets: [Preset]
  /// By the name of their first label; those without labels apply to every job.
  private let byLabel: [Text: [Int]]
  private let unconditional: [Int]

  package init(_ presets: [Preset]) {
    self.presets = presets
    var byLabel: [Text: [Int]] = [:]
    var unconditional: [Int] = []
    for (index, preset) in presets.enumerated() {
      if let first = preset.labels.first {
        byLabel[first.name.text, default: []].append(index)
      } else {
        unconditional.append(index)
      }
    }
    self.byLabel = byLabel
    self.unconditional = unconditional
  }

  /// The presets that apply to a job with these labels, in their own order (Prow J017).
  package func matching(_ labels: Node?) -> [Preset] {
    if presets.isEmpty { return [] }
    var found = unconditional
    if let labels, !byLabel.isEmpty {
      for entry in labels.entries {
        guard let candidates = byLabel[entry.key.text] else { continue }
        for index in candidates where applies(presets[index], to: labels) { found.append(index) }
      }
    }
    if found.count > 1 { found.sort() }
    return found.map { presets[$0] }
  }

  private func applies(_ preset: Preset, to labels: Node) -> Bool {
    preset.labels.allSatisfy { wanted in
      labels.entries.contains {
        $0.key.text == wanted.name.text && $0.value.text.equals(wanted.text)
      }
    }
  }
}
