package import Kubernetes
package import Schema

/// The field tables of plain Pod manifests, which the API server reads without Prow between.
package struct ManifestSchema: Sendable {
  package let catalog: CompiledCatalog
  package let podFields: PodFieldTable
  let type: CompiledType

  init(_ version: KubernetesVersion) {
    catalog = CompiledCatalog(
      ProwSchema.fields,
      roots: ["Pod"],
      names: Field.allCases.map(\.name),
      isKnown: { _ in true },
      isOffered: { ManifestSchema.offers($0, in: version) }
    )
    podFields = PodFieldTable(labels: catalog.names)
    type = catalog.root("Pod")
  }

  /// Whether a version of Kubernetes has a field of its own tables; true for fields of others.
  static func offers(_ field: Schema.Field, in version: KubernetesVersion) -> Bool {
    guard let since = field.attribute("since"), since.hasPrefix("1.") else { return true }
    return Int(since.dropFirst(2)) ?? 0 <= version.minor
  }
}
