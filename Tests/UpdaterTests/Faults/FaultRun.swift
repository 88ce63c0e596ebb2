import Cluster
import ClusterDouble
import Synchronization
import TestSupport
import Updater

/// One run of the fault suite: two replicas, a branch that moves, and much that goes wrong.
final class FaultRun {
  let seed: UInt64
  var random: SeededRandom
  let server: TestServer
  let namespace: String
  let history: ScriptedHistory
  let time = ManualTime()
  let world: Replica.World
  let calm: Clusters
  let replicas: [Replica]
  var foreign: String?
  var events: [String] = []

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameters:
  ///   - seed: Decides all that happens.
  ///   - server: Has the namespace `run-SEED`.
  ///   - rough: Clusters with short time-outs.
  ///   - calm: Clusters with long ones.
  /// - Throws: What the system says about folders.
  init(seed: UInt64, server: TestServer, rough: Clusters, calm: Clusters) throws {
    self.seed = seed
    self.server = server
    self.calm = calm
    random = SeededRandom(seed: seed)
    namespace = FaultRun.namespace(seed)
    history = ScriptedHistory([
      "config/prow/config.yaml": "prowjob_namespace: \(namespace)\n",
      "config/prow/plugins.yaml": RemoteRepository.plugins.replacing(
        "[default]",
        with: "[\(namespace)]"
      ),
      "config/jobs/0.yaml": RemoteRepository.job("zero"),
    ])
    guard let repository = RepositoryName("acme/rocket") else {
      throw Failure(description: "the name is a good one")
    }
    world = Replica.World(
      source: FollowedBranch(repository: repository, branch: "main", remote: "file:///nowhere"),
      lease: ObjectName(namespace: namespace, name: "updater"),
      patience: Patience(rough: rough, calm: calm),
      time: time
    )
    replicas = try [Replica("one", history, world), Replica("two", history, world)]
  }

  /// How much longer than with a double all takes: too short a time-out is one more fault only.
  static let pace: Int64 = TestServer.realKubeconfig == nil ? 1 : 2

  /// How often what must succeed may meet a request of before that arrives late.
  static let tries = TestServer.realKubeconfig == nil ? 2 : 20

  static func namespace(_ seed: UInt64) -> String { "run-\(seed)" }

  /// - Throws: `Failure` with what did not hold.
  func run() async throws {
    for _ in 0..<Int.random(in: 6...12, using: &random) { try await step() }
    try await settle()
    try await check()
  }
}
