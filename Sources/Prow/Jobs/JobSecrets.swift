package import YAML

/// A secret that a job can read.
package struct JobSecret: Sendable {
  package let name: String
  package let origin: ResolvedValue.Origin
  /// Where its name is written.
  package let node: Node
}

extension ResolvedJob {
  /// The secrets that the pod and the decoration of the job name, sorted by name, each once.
  package var secrets: [JobSecret] {
    var found: [JobSecret] = []
    let tree = tree
    if let spec = tree[.spec] { ResolvedJob.collect(spec, "", "", &found) }
    for entry in tree[.decorationConfig]?.entries ?? [] where entry.name.contains("secret") {
      for value in entry.value.isList ? entry.value.items : [entry.value[.name] ?? entry.value] {
        if case .node(let node) = value.content, node.string != nil, !node.isEmpty {
          found.append(JobSecret(name: value.text, origin: entry.value.origin, node: node))
        }
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
  }

  /// Source: Kubernetes, the fields of type SecretReference, LocalObjectReference and the like in
  /// staging/src/k8s.io/api/core/v1/types.go.
  private static func collect(
    _ value: ResolvedValue,
    _ owner: String,
    _ name: String,
    _ found: inout [JobSecret]
  ) {
    for item in value.items { collect(item, owner, name, &found) }
    for entry in value.entries { collect(entry.value, name, entry.name.lowercased(), &found) }
    guard value.isScalar, case .node(let node) = value.content, node.string != nil else { return }
    let owners = [
      "secretkeyref", "secretref", "secret", "imagepullsecrets", "nodepublishsecretref",
    ]
    if name == "secretname" || name == "name" && owners.contains(owner) {
      found.append(JobSecret(name: value.text, origin: value.origin, node: node))
    }
  }
}
