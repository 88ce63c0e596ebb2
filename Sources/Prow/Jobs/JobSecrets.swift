package import YAML

/// A secret that a job can read.
package struct JobSecret: Sendable {
  package let name: String
  package let origin: ResolvedValue.Origin
  /// Where its name is written.
  package let node: Node
}

extension ResolvedJob {
  /// The secrets that the pod and the decoration of the job name, sorted by name, each once: with the
  /// job itself as its origin if the job names it, else the first preset that does.
  package var secrets: [JobSecret] {
    var search = SecretSearch()
    if let spec, spec.isMapping {
      search.look(in: spec, .job)
      for (index, preset) in presets.enumerated() {
        let variables = containers.isEmpty ? [] : preset.variables
        for item in variables + preset.volumes { search.look(in: item.node, .preset(index)) }
      }
    }
    if let decoration { search.look(in: decoration, isOwn: job[.decorationConfig] != nil) }
    if search.found.count < 2 { return search.found }
    var seen: Set<String> = []
    return search.found.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
  }
}

/// Collects the names of secrets from pod specs and decorations as they are written.
private struct SecretSearch {
  private(set) var found: [JobSecret] = []

  /// Source: Kubernetes, the fields of type SecretReference, LocalObjectReference and the like in
  /// staging/src/k8s.io/api/core/v1/types.go.
  private static let owners: [StaticString] = [
    "secretkeyref", "secretref", "secret", "imagepullsecrets", "nodepublishsecretref",
  ]

  mutating func look(in mapping: Node, _ origin: ResolvedValue.Origin) {
    look(in: mapping, isSecret: false, origin)
  }

  /// `isSecret`: Whether the field that holds the mapping refers to a secret.
  private mutating func look(in mapping: Node, isSecret: Bool, _ origin: ResolvedValue.Origin) {
    for entry in mapping.entries {
      switch entry.value.kind {
      case .scalar:
        let key = entry.key.text
        if key.isName("secretname") || isSecret && key.isName("name") { add(entry.value, origin) }
      case .mapping:
        look(in: entry.value, isSecret: SecretSearch.isOwner(entry.key.text), origin)
      case .sequence:
        let isSecret = SecretSearch.isOwner(entry.key.text)
        for item in entry.value.items where item.isMapping {
          look(in: item, isSecret: isSecret, origin)
        }
      }
    }
  }

  private static func isOwner(_ key: Text) -> Bool {
    owners.contains { key.isName($0) }
  }

  /// Source: Prow, DecorationConfig in pkg/apis/prowjobs/v1/types.go.
  mutating func look(in decoration: Decoration, isOwn: Bool) {
    var known: [String] = []
    for (index, layer) in decoration.layers.enumerated() {
      for entry in layer.entries where entry.key.text.mentionsSecret {
        let name = Field(rawValue: entry.key.label)?.name ?? entry.key.text.string
        let value = entry.value
        // An empty text counts: it switches off what a default names.
        if value.isNull || value.isSequence && value.isEmpty || known.contains(name) { continue }
        known.append(name)
        let origin: ResolvedValue.Origin = isOwn && index == 0 ? .job : .decorationDefault(index)
        let names = value.isSequence ? Array(value.items) : [value[.name] ?? value]
        for name in names { add(name, origin) }
      }
    }
  }

  private mutating func add(_ node: Node, _ origin: ResolvedValue.Origin) {
    guard let name = node.string, !name.isEmpty else { return }
    found.append(JobSecret(name: name.string, origin: origin, node: node))
  }
}

extension Text {
  /// Whether it is a name in any letter case, as Go's JSON decoder compares the names of fields.
  ///
  /// `name`: In lower case.
  fileprivate func isName(_ name: StaticString) -> Bool {
    guard bytes.count == name.utf8CodeUnitCount else { return false }
    for (index, byte) in bytes.enumerated() {
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if (isUpper ? byte | 0x20 : byte) != name.utf8Start[index] { return false }
    }
    return true
  }

  /// Whether `secret` is a part of it, in any letter case.
  fileprivate var mentionsSecret: Bool {
    let word: StaticString = "secret"
    let length = word.utf8CodeUnitCount
    guard bytes.count >= length else { return false }
    return (0...(bytes.count - length)).contains { start in
      (0..<length).allSatisfy { bytes[start + $0] | 0x20 == word.utf8Start[$0] }
    }
  }
}
