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
  /// What it adds, by list.
  package let variables: [Item]
  package let mounts: [Item]
  package let volumes: [Item]
  package let names: PresetNames
  package let tolerations: [Toleration]

  /// A label that a job needs to get the preset.
  package struct Label: Sendable {
    package let name: Node
    package let value: Node
    /// What the value is as text.
    let text: String
  }

  package struct Item: Sendable {
    package let node: Node
    /// The string field `name`.
    package let name: Text?

    init(_ node: Node) {
      self.node = node
      name = node.text(.name)
    }
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
    names = PresetNames(
      variables: NameBits(variables),
      mounts: NameBits(mounts),
      volumes: NameBits(volumes)
    )
    tolerations = node[.tolerations]?.items.map(Toleration.init) ?? []
  }

  private static func items(_ list: Field, of node: Node) -> [Item] {
    node[list]?.items.map(Item.init) ?? []
  }

  /// The presets of a file, without values that are not mappings.
  package static func all(in file: LoadedFile) -> [Preset] {
    guard let list = file.root?[.presets] else { return [] }
    return list.items.filter(\.isMapping).map(Preset.init)
  }

  /// Where to point at for the preset as a whole.
  package var place: Node { labels.first?.name ?? node.firstKey ?? node }
}
