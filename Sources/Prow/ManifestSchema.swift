package import Kubernetes
package import Schema

/// The field tables of plain Pod manifests, which the API server reads without Prow between.
package struct ManifestSchema: Sendable {
  package let catalog: CompiledCatalog
  package let podFields: PodFieldTable
  let type: CompiledType

  init(_ version: KubernetesVersion) {
    catalog = ProwSchema.compiled.dated(
      isKnown: { _ in true },
      isOffered: { ManifestSchema.offers($0, in: version) }
    )
    podFields = ProwSchema.compiledPodFields
    type = catalog.root("Pod")
  }

  /// Whether a version of Kubernetes has fields of its own tables with this `since`; true for those
  /// of others, which have a day.
  static func offers(_ since: String, in version: KubernetesVersion) -> Bool {
    !since.hasPrefix("1.") || Int(since.dropFirst(2)) ?? 0 <= version.minor
  }
}
