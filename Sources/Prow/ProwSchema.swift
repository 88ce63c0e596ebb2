internal import GoFormats
package import Kubernetes
package import Schema

/// The field tables as one version of Prow knows them, and how its scalars are judged.
package struct ProwSchema: Sendable {
  package let catalog: CompiledCatalog
  package let syntax: ScalarSyntax
  /// The labels that `catalog` gives to the fields of pods.
  package let podFields: PodFieldTable
  /// For plain Pod manifests; `nil` if they are not taken for such.
  package let manifests: ManifestSchema?
  /// Date of the Prow that reads the files.
  package let version: String
  package let kubernetes: KubernetesVersion

  /// All tables, whatever version knows them.
  package static let fields = Catalog(tables: KubernetesTables.all + ProwTables.all)

  /// The tables with the types of all kinds of files, for any version.
  static let compiled = CompiledCatalog(
    fields,
    roots: FileKind.all.map(\.rootType),
    names: Field.allCases.map(\.name)
  )

  /// The labels of `compiled`, which all versions share.
  static let compiledPodFields = PodFieldTable(labels: compiled.names)

  /// The tables of the version that judges by default.
  package static let standard = ProwSchema()

  /// The tables of a Prow that knows every field there is.
  package static let newest = ProwSchema(version: "9999-12-31")

  /// The version whose verdicts are recorded and judged by default.
  package static let baseline = "2026-02-27"

  /// - Parameters:
  ///   - version: Date of the Prow version, such as 2026-02-27; fields that are newer count as
  ///     unknown, since that Prow would drop them.
  ///   - kubernetes: Version of the clusters that the pods are made in.
  ///   - takesManifests: Whether files with a Pod count as such, and not as job files.
  package init(
    version: String = baseline,
    kubernetes: KubernetesVersion = .latest,
    takesManifests: Bool = false
  ) {
    // From this version on Prow is built with the pod types of Kubernetes 1.36: its go.mod.
    let minor = version >= "2026-08-21" ? 36 : 32
    catalog = ProwSchema.compiled.dated(
      isKnown: { since in
        since.hasPrefix("1.") ? Int(since.dropFirst(2)) ?? 0 <= minor : since <= version
      },
      isOffered: { ManifestSchema.offers($0, in: kubernetes) }
    )
    self.version = version
    self.kubernetes = kubernetes
    podFields = ProwSchema.compiledPodFields
    manifests = takesManifests ? ManifestSchema(kubernetes) : nil
    syntax = ScalarSyntax(
      isQuantity: { Quantity($0) != nil },
      isTime: { GoTime.isRFC3339($0) },
      isDuration: { GoDuration($0) != nil }
    )
  }

  /// The type of the top value of a kind of file, and the catalog that it is of.
  func type(of kind: FileKind) -> (type: CompiledType, catalog: CompiledCatalog) {
    if kind == .pod, let manifests { return (manifests.type, manifests.catalog) }
    let catalog = kind.ownSchema?() ?? catalog
    return (catalog.root(kind.rootType), catalog)
  }
}
