package import ConfigMaps

/// A ConfigMap that changes.
package struct ConfigMapGrowth: Sendable {
  /// Where it is, if several clusters or namespaces have it alike.
  package let targets: [ConfigMapTarget]
  package let kind: ConfigMapDiff.Kind
  /// Bytes by which its values grow, as they are stored.
  package let growth: Int
  /// Bytes that they have afterwards.
  package let size: Int
  /// Whether the size is more than an estimate.
  package let isExact: Bool

  init(_ targets: [ConfigMapTarget], _ diff: ConfigMapDiff) {
    (self.targets, kind, growth) = (targets, diff.kind, diff.growth)
    (size, isExact) = diff.new?.estimatedSize ?? (0, true)
  }

  package var name: String { targets[0].name }
}
