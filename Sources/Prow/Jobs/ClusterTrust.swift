/// Which clusters run code that Prow itself relies on, going by their names.
package enum ClusterTrust {
  /// Prow's own cluster, and those that are called trusted.
  package static func isTrusted(_ cluster: String) -> Bool {
    let name = cluster.lowercased()
    return name == "default" || name.contains("trusted") && !name.contains("untrusted")
  }
}
