internal import Files

/// A ConfigMap in a cluster.
package struct ConfigMapTarget: Sendable, Hashable {
  /// Prow's name for the cluster, which is that of a kubeconfig context.
  package var cluster: String
  package var namespace: String
  package var name: String

  package init(cluster: String, namespace: String, name: String) {
    self.cluster = cluster
    self.namespace = namespace
    self.name = name
  }
}

extension ConfigMapTarget: Comparable {
  /// By the bytes of cluster, namespace and name.
  package static func < (left: ConfigMapTarget, right: ConfigMapTarget) -> Bool {
    for (first, second) in [
      (left.cluster, right.cluster), (left.namespace, right.namespace), (left.name, right.name),
    ] where first != second {
      return TreePaths.precedes(first, second)
    }
    return false
  }
}

extension ConfigMapTarget: CustomStringConvertible {
  /// `CLUSTER/NAMESPACE/NAME`.
  package var description: String { "\(cluster)/\(namespace)/\(name)" }
}
