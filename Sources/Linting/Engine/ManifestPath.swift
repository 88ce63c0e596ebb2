internal import Schema
internal import YAML

/// Where a finding of the schema check is in a Pod manifest, as the API server writes it.
enum ManifestPath {
  /// `path`: That of the finding's node; the API server puts no brackets around a key that is no
  /// field.
  static func text(_ finding: SchemaFinding, _ path: String) -> String {
    guard finding.isAboutKey, path.hasSuffix("]") else { return path }
    let name = finding.node.text.string
    return String(path.dropLast(name.count + 2)) + "." + name
  }
}
