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
  /// The same for versions of the preset that say the same.
  let identity: ContentIdentity

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

  /// `former`: The preset that it may be a version of.
  package init(_ node: Node, replacing former: Preset? = nil) {
    self.node = node
    identity =
      former.flatMap { $0.node.hasSameValue(as: node) ? $0.identity : nil } ?? ContentIdentity()
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
  package static func all(in file: LoadedFile) -> [Preset] { nodes(in: [file]).map { Preset($0) } }

  /// The presets of files that may be versions of former ones.
  ///
  /// One that comes or goes moves all after it: after the first difference, the ends are compared.
  static func all(in files: [LoadedFile], replacing former: [Preset]) -> [Preset] {
    let nodes = nodes(in: files)
    var (presets, isMoved) = ([Preset](), false)
    for (index, node) in nodes.enumerated() {
      let position = isMoved ? index + former.count - nodes.count : index
      let last = former.indices.contains(position) ? former[position] : nil
      let preset = Preset(node, replacing: last)
      if preset.identity !== last?.identity { isMoved = true }
      presets.append(preset)
    }
    return presets
  }

  private static func nodes(in files: [LoadedFile]) -> [Node] {
    files.flatMap { $0.root?[.presets]?.items.filter(\.isMapping) ?? [] }
  }

  /// Where to point at for the preset as a whole.
  package var place: Node { labels.first?.name ?? node.firstKey ?? node }
}
