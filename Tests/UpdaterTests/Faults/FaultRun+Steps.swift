import Cluster
import ClusterDouble
import Synchronization
import TestSupport
import Updater

/// What happens in a run.
extension FaultRun {
  func step() async throws {
    let replica = replicas[Int.random(in: 0..<2, using: &random)]
    switch Int.random(in: 0..<100, using: &random) {
    case ..<20: commit()
    case ..<26:
      say("forced push")
      history.commit(isRewrite: true) {
        $0["config/jobs/0.yaml"] = RemoteRepository.job("z")
        $0["config/jobs/bad.yaml"] = nil
      }
    case ..<30:
      say("fetch of \(replica.name) fails")
      replica.upstream.failNext(1)
    case ..<34:
      say("\(replica.name) sees an old head")
      replica.upstream.beBehindNext(2)
    case ..<37: try await hook(replica)
    case ..<40:
      say("the clock on the wall jumps")
      time.jump(Double.random(in: -90_000...90_000, using: &random))
    case ..<46:
      say("time passes")
      time.advance(.seconds(Int.random(in: 1...40, using: &random)))
    case ..<50: try await writeForeign()
    case ..<53:
      say("\(replica.name) starts again")
      try replica.restart()
    case ..<54:
      say("\(replica.name) has lost its journal")
      try replica.breakJournal()
      try replica.restart()
    case ..<55:
      say("\(replica.name) has lost its clone")
      replica.upstream.forget()
    default: try await pass(replica)
    }
  }

  func say(_ event: String) { events.append(event) }

  func commit() {
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

  func hook(_ replica: Replica) async throws {
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
  func writeForeign() async throws {
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
  func pass(_ replica: Replica) async throws {
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

  func fault() -> Fault {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .status(409)
    case 1: .status(429, retryAfter: 0)
    case 2: .status(500)
    case 3: .status(503)
    case 4: .cutBefore
    case 5: .cutAfter
    case 6: .late(milliseconds: 100 * FaultRun.pace)
    default: .delay(milliseconds: 60 * FaultRun.pace)
    }
  }

  /// Hits some requests of this run and not others, the same ones for the same seed.
  func chance(_ percent: Int) -> @Sendable (DoubleRequest) -> Bool {
    let own = Mutex(SeededRandom(seed: random.next()))
    let namespace = namespace
    return { request in
      request.path.contains("/\(namespace)/")
        && own.withLock { Int.random(in: 0..<100, using: &$0) } < percent
    }
  }
}
