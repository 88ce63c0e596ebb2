internal import Cluster
internal import Synchronization

/// The clusters that have turned out in a run to be of no use, so that not every ConfigMap waits
/// for them again.
final class LostClusters: Sendable {
  private let errors = Mutex<[String: ClusterError]>([:])

  func error(of cluster: String) -> ClusterError? { errors.withLock { $0[cluster] } }

  /// Remembers an error that any other request to the same cluster would meet, too.
  func note(_ error: ClusterError) {
    switch error.kind {
    case .unknownCluster, .credentials, .unreachable, .timedOut, .unauthorized:
      let general = ClusterError(error.kind, cluster: error.cluster)
      errors.withLock { $0[error.cluster] = general }
    default: break
    }
  }
}
