package import YAML

/// A secret that a job can read.
package struct JobSecret: Sendable {
  package let origin: ResolvedValue.Origin
  /// Where its name is written.
  package let node: Node

  package var name: String { node.text.string }
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
    var seen: Set<Text> = []
    return search.found.filter { seen.insert($0.node.text).inserted }
      .sorted { $0.node.text.bytes.lexicographicallyPrecedes($1.node.text.bytes) }
  }
}

/// Collects the names of secrets from pod specs and decorations as they are written.
private struct SecretSearch {
  private(set) var found: [JobSecret] = []

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

  /// Whether what is under the key refers to a secret.
  ///
  /// Source: Kubernetes, the fields of type SecretReference, LocalObjectReference and the like in
  /// staging/src/k8s.io/api/core/v1/types.go.
  private static func isOwner(_ key: Text) -> Bool {
    switch key.count {
    case 6: key.isName("secret")
    case 9: key.isName("secretref")
    case 12: key.isName("secretkeyref")
    case 16: key.isName("imagepullsecrets")
    case 20: key.isName("nodepublishsecretref")
    default: false
    }
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
    found.append(JobSecret(origin: origin, node: node))
  }
}

extension Text {
  /// Whether it is a name in any letter case, as Go's JSON decoder compares the names of fields.
  ///
  /// `name`: In lower case.
  fileprivate func isName(_ name: StaticString) -> Bool {
    guard bytes.count == name.utf8CodeUnitCount else { return false }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if (isUpper ? byte | 0x20 : byte) != name.utf8Start[index] { return false }
      index += 1
    }
    return true
  }

  /// Whether `secret` is a part of it, in any letter case.
  fileprivate var mentionsSecret: Bool {
    let word: StaticString = "secret"
    let length = word.utf8CodeUnitCount
    var start = 0
    while start + length <= bytes.count {
      var index = 0
      while index < length, bytes[start + index] | 0x20 == word.utf8Start[index] { index += 1 }
      if index == length { return true }
      start += 1
    }
    return false
  }
}
