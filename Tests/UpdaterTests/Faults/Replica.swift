import Cluster
import Logging
import TestSupport
import Updater

/// One of several bots, which dies and comes back.
final class Replica {
  let name: String
  let upstream: ScriptedUpstream
  let folder: TemporaryFolder
  private(set) var journal: Journal
  private(set) var reconciler: Reconciler
  private(set) var election: LeaseElection
  private let world: World

  /// What all replicas of a run share.
  struct World: Sendable {
    var source: FollowedBranch
    var lease: ObjectName
    var patience: Patience
    var time: ManualTime
  }

  init(_ name: String, _ history: ScriptedHistory, _ world: World) throws {
    self.name = name
    self.world = world
    upstream = ScriptedUpstream(history)
    folder = try TemporaryFolder(isInMemory: true)
    journal = try Journal(folder: folder.path) { _ in }
    election = Replica.election(name, world)
    reconciler = try Replica.reconciler(world, upstream, journal, election)
  }

  /// A new process with what the old one has left on disk.
  func restart() throws {
    journal = try Journal(folder: folder.path) { _ in }
    election = Replica.election(name, world)
    reconciler = try Replica.reconciler(world, upstream, journal, election)
  }

  /// Overwrites the middle of the journal.
  func breakJournal() throws {
    journal.close()
    try folder.shell(
      "printf 'broken broken broken' | dd of='\(folder.path)/journal.sqlite' bs=1 seek=20 "
        + "conv=notrunc status=none; rm -f '\(folder.path)'/journal.sqlite-*"
    )
  }

  private static func election(_ name: String, _ world: World) -> LeaseElection {
    LeaseElection(
      lease: world.lease,
      identity: name,
      store: world.patience,
      timing: LeaseElection.Timing(),
      timekeeper: world.time.timekeeper,
      said: { _ in }
    )
  }

  private static func reconciler(
    _ world: World,
    _ upstream: ScriptedUpstream,
    _ journal: Journal,
    _ election: LeaseElection
  ) throws -> Reconciler {
    guard let manager = FieldManager(repository: world.source.repository.description) else {
      throw Project.Missing(path: "field manager")
    }
    let patience = world.patience
    return Reconciler(
      source: world.source,
      upstream: upstream,
      reader: HeadReader(workers: 1),
      applier: { state, options in
        await Applier(clusters: patience.clusters, manager: manager, options: options)
          .apply(state)
      },
      journal: journal,
      leadership: election,
      metrics: Metrics(),
      settings: ReconcileSettings(),
      timekeeper: world.time.timekeeper,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
  }
}
