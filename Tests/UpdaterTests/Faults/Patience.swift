import Cluster
import Synchronization
import Updater

/// How long the replicas of a run wait for an answer: briefly while faults last, and longer after them.
///
/// A machine that is busy with other tests may answer late, and only faults may end in time-outs.
final class Patience: LeaseStore {
  private let rough: Clusters
  private let calm: Clusters
  private let isLong = Mutex(false)

  /// - Parameters:
  ///   - rough: Clusters with short time-outs.
  ///   - calm: Clusters with long ones.
  init(rough: Clusters, calm: Clusters) {
    self.rough = rough
    self.calm = calm
  }

  func becomeLong() { isLong.withLock { $0 = true } }

  var clusters: Clusters { isLong.withLock { $0 } ? calm : rough }

  func lease(_ name: ObjectName) async throws(ClusterError) -> Lease? {
    try await clusters.client("default").lease(name)
  }

  func create(_ lease: Lease) async throws(ClusterError) -> Lease {
    try await clusters.client("default").create(lease)
  }

  func update(_ lease: Lease) async throws(ClusterError) -> Lease {
    try await clusters.client("default").update(lease)
  }
}
