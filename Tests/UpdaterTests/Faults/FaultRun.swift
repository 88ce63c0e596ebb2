import Cluster
import ClusterDouble
import Synchronization
import TestSupport
import Updater

/// One run of the fault suite: two replicas, a branch that moves, and much that goes wrong.
final class FaultRun {
  private let seed: UInt64
  private var random: SeededRandom
  private let server: ServerDouble
  private let namespace: String
  private let history: ScriptedHistory
  private let time = ManualTime()
  private let world: Replica.World
  private let calm: Clusters
  private let replicas: [Replica]
  private var foreign: String?
  private(set) var events: [String] = []

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameters:
  ///   - seed: Decides all that happens.
  ///   - server: Has the namespace `run-SEED`.
  ///   - rough: Clusters with short time-outs.
  ///   - calm: Clusters with long ones.
  /// - Throws: If there is no room for the journals.
  init(seed: UInt64, server: ServerDouble, rough: Clusters, calm: Clusters) throws {
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
      clusters: rough,
      time: time
    )
    replicas = try [Replica("one", history, world), Replica("two", history, world)]
  }

  static func namespace(_ seed: UInt64) -> String { "run-\(seed)" }

  /// - Throws: `Failure` with what did not hold.
  func run() async throws {
    for _ in 0..<Int.random(in: 6...12, using: &random) { try await step() }
    try await settle()
    try check()
  }

  // MARK: What happens

  private func step() async throws {
    let replica = replicas[Int.random(in: 0..<2, using: &random)]
    switch Int.random(in: 0..<100, using: &random) {
    case ..<22: commit()
    case ..<30:
      say("forced push")
      history.commit(isRewrite: true) {
        $0["config/jobs/0.yaml"] = RemoteRepository.job("z")
        $0["config/jobs/bad.yaml"] = nil
      }
    case ..<36:
      say("fetch of \(replica.name) fails")
      replica.upstream.failNext(1)
    case ..<41:
      say("\(replica.name) sees an old head")
      replica.upstream.beBehindNext(2)
    case ..<46: try await hook(replica)
    case ..<51:
      say("the clock on the wall jumps")
      time.jump(Double.random(in: -90_000...90_000, using: &random))
    case ..<57:
      say("time passes")
      time.advance(.seconds(Int.random(in: 1...40, using: &random)))
    case ..<64: try await writeForeign()
    case ..<69:
      say("\(replica.name) starts again")
      try replica.restart()
    case ..<71:
      say("\(replica.name) has lost its journal")
      try replica.breakJournal()
      try replica.restart()
    case ..<73:
      say("\(replica.name) has lost its clone")
      replica.upstream.forget()
    default: try await pass(replica)
    }
  }

  private func say(_ event: String) { events.append(event) }

  private func commit() {
    let name = Int.random(in: 0..<4, using: &random)
    let isGood = Int.random(in: 0..<6, using: &random) > 0
    let text = Int.random(in: 0..<1000, using: &random)
    say(isGood ? "a commit" : "a commit that Prow refuses")
    history.commit(isGood: isGood) { files in
      let path = "config/jobs/\(name).yaml"
      files["config/jobs/bad.yaml"] = isGood ? nil : "periodics: [{name: bad, interval: soon}]\n"
      if files[path] != nil, text % 4 == 0 {
        files[path] = nil
      } else {
        files[path] = RemoteRepository.job("job-\(name)", image: "image:\(text)")
      }
    }
  }

  private func hook(_ replica: Replica) async throws {
    let id = "d-\(Int.random(in: 0..<3, using: &random))"
    say("webhook \(id) to \(replica.name)")
    let hint = Hint(
      source: world.source,
      revision: history.head.id,
      pullRequest: nil,
      forcedFrom: history.head.epoch > 0 && Bool.random(using: &random) ? history.all[0].id : nil
    )
    // The journal was broken a moment ago, perhaps; GitHub then gets a 500.
    _ = try? await replica.journal.record(
      HookHandler.Delivery(id: id, event: "push", hints: [hint]),
      at: time.timekeeper.wall()
    )
  }

  /// Another manager writes a key of its own beside ours.
  private func writeForeign() async throws {
    let text = "\(Int.random(in: 0..<1000, using: &random))"
    say("somebody else writes \(text)")
    let name = ObjectName(namespace: namespace, name: "job-config")
    let values = [ConfigMapField(.data, "foreign"): Array(text.utf8)]
    server.clearFaults()
    _ = try await calm.client("default").apply(
      AppliedConfigMap(name: name, values: values),
      as: "somebody"
    )
    foreign = text
  }

  /// A pass of one replica, after it has tried for the lease, with faults on the way.
  private func pass(_ replica: Replica) async throws {
    let causes: [RunRecord.Cause] = [.start, .hint, .timer, .drift, .retry]
    let cause = causes[Int.random(in: 0..<causes.count, using: &random)]
    let faults = (0..<Int.random(in: 0...3, using: &random)).map { _ in fault() }
    let place = Int.random(in: 1...8, using: &random)
    let end = Int.random(in: 0..<5, using: &random)
    say("\(replica.name) passes (\(cause.rawValue)); \(faults); at request \(place): \(end)")
    for fault in faults { server.inject(fault, when: chance(60)) }
    await replica.election.tryOnce()
    let work = Task { [reconciler = replica.reconciler] in await reconciler.pass(cause) }
    let count = Mutex(0)
    let (time, namespace) = (time, namespace)
    if end < 2 {
      server.inject(.delay(milliseconds: 0)) { request in
        guard request.path.contains("/\(namespace)/configmaps/") else { return false }
        let isPlace = count.withLock { count in
          count += 1
          return count == place
        }
        guard isPlace else { return false }
        // Killed at this request; or it has slept through the end of its lease.
        if end == 0 { work.cancel() } else { time.advance(.seconds(60)) }
        return true
      }
    }
    _ = await work.value
    if end == 0 { try replica.restart() }
    server.clearFaults()
  }

  private func fault() -> Fault {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .status(409)
    case 1: .status(429, retryAfter: 0)
    case 2: .status(500)
    case 3: .status(503)
    case 4: .cutBefore
    case 5: .cutAfter
    case 6: .late(milliseconds: 60)
    default: .delay(milliseconds: 60)
    }
  }

  /// Hits some requests of this run and not others, the same ones for the same seed.
  private func chance(_ percent: Int) -> @Sendable (DoubleRequest) -> Bool {
    let own = Mutex(SeededRandom(seed: random.next()))
    let namespace = namespace
    return { request in
      request.path.contains("/\(namespace)/")
        && own.withLock { Int.random(in: 0..<100, using: &$0) } < percent
    }
  }

  // MARK: What must hold afterwards

  private func settle() async throws {
    server.clearFaults()
    if !history.head.isGood {
      history.commit { $0["config/jobs/bad.yaml"] = nil }
    }
    for replica in replicas { replica.upstream.heal() }
    // Requests that are on their way arrive, and the lease of whoever is gone runs out.
    try await Task.sleep(for: .milliseconds(70))
    let last = try Replica(
      "last",
      history,
      Replica.World(
        source: world.source,
        lease: world.lease,
        clusters: calm,
        time: time
      )
    )
    let survivors = replicas + [last]
    let replica = survivors[Int.random(in: 0..<3, using: &random)]
    say("faults end; \(replica.name) goes on")
    for _ in 0..<2 where !replica.election.isHeld {
      await replica.election.tryOnce()
      time.advance(.seconds(16))
      await replica.election.tryOnce()
    }
    guard replica.election.isHeld else { throw failure("nobody gets the lease") }
    var outcome = await replica.reconciler.pass(.start)
    if outcome.kind != .applied, outcome.kind != .unchanged {
      // A rewritten branch is believed when the remote has shown it for a while.
      time.advance(.seconds(31))
      await replica.election.tryOnce()
      outcome = await replica.reconciler.pass(.retry)
      time.advance(.seconds(31))
      await replica.election.tryOnce()
      outcome = await replica.reconciler.pass(.retry)
    }
    guard outcome.kind == .applied || outcome.kind == .unchanged else {
      throw failure("the last pass: \(outcome.kind) \(outcome.message)")
    }
    guard try await replica.journal.runs(1, thatChanged: false).count == 1 else {
      throw failure("the journal has no run")
    }
  }

  private func failure(_ text: String) -> Failure {
    let log = events.joined(separator: "\n  ")
    return Failure(description: "seed \(seed): \(text), after\n  \(log)")
  }

  private func check() throws {
    let files = history.head.files
    var wanted: [String: [String: String]] = ["config": [:], "plugins": [:], "job-config": [:]]
    for (path, text) in files {
      let key = path.split(separator: "/").last.map(String.init) ?? path
      let name =
        path.hasPrefix("config/jobs/") ? "job-config" : String(key.dropLast(".yaml".count))
      wanted[name]?[key] = text
    }
    wanted["job-config"]?["foreign"] = foreign
    for (name, values) in wanted {
      let object = server.configMaps[ObjectName(namespace: namespace, name: name)]
      var held: [String: String] = [:]
      for (field, text) in object?.fields ?? [:] where field.parent == .data {
        held[field.name] = text
      }
      held["VERSION"] = nil
      if held != values { throw failure("\(name) holds \(held), not \(values)") }
    }
    try checkOrder()
  }

  /// No write may bring a ConfigMap to a commit that the branch had before what it held.
  private func checkOrder() throws {
    var last: [String: Int] = [:]
    for (name, text) in server.versions where name.namespace == namespace {
      guard let position = text.flatMap(history.position) else { continue }
      if let before = last[name.name], position < before {
        throw failure("\(name.name) went back from commit \(before) to \(position)")
      }
      last[name.name] = position
    }
  }
}
