import Cluster
import ClusterDouble
import Synchronization
import TestSupport
import Updater

/// What must hold after a run.
extension FaultRun {
  func settle() async throws {
    server.clearFaults()
    if !history.head.isGood {
      history.commit { $0["config/jobs/bad.yaml"] = nil }
    }
    for replica in replicas { replica.upstream.heal() }
    // Requests that are on their way arrive, and the lease of whoever is gone runs out.
    try await Waiting.until("the last answer; seed \(seed)") { server.isIdle }
    world.patience.becomeLong()
    let last = try Replica("last", history, world)
    let survivors = replicas + [last]
    let replica = survivors[Int.random(in: 0..<3, using: &random)]
    say("faults end; \(replica.name) goes on")
    for _ in 0..<FaultRun.tries where !replica.election.isHeld {
      await replica.election.tryOnce()
      time.advance(.seconds(16))
      await replica.election.tryOnce()
    }
    guard replica.election.isHeld else { throw failure("nobody gets the lease") }
    try await bring(replica, .start)
    // The next commit needs no other cause than the timer.
    history.commit { $0["config/jobs/last.yaml"] = RemoteRepository.job("last") }
    try await bring(replica, .timer)
    guard try await replica.journal.runs(1, thatChanged: false).count == 1 else {
      throw failure("the journal has no run")
    }
  }

  /// A pass that must succeed, at the latest when the remote has shown a rewritten branch for a while.
  private func bring(_ replica: Replica, _ cause: RunRecord.Cause) async throws {
    var outcome = await replica.reconciler.pass(cause)
    for _ in 0..<FaultRun.tries where !isDone(outcome) {
      time.advance(.seconds(31))
      await replica.election.tryOnce()
      outcome = await replica.reconciler.pass(.retry)
    }
    guard isDone(outcome) else {
      throw failure("the last pass (\(cause.rawValue)): \(outcome.kind) \(outcome.message)")
    }
  }

  /// A replica that has lost its lease leaves the work to others, and has done nothing.
  private func isDone(_ outcome: Reconciler.Outcome) -> Bool {
    outcome.kind == .applied || outcome.kind == .unchanged
  }

  func failure(_ text: String) -> Failure {
    let log = events.joined(separator: "\n  ")
    return Failure(description: "seed \(seed): \(text), after\n  \(log)")
  }

  func check() async throws {
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
      let object = await server.configMap(ObjectName(namespace: namespace, name: name))
      var held = object?.data ?? [:]
      held["VERSION"] = nil
      if held != values { throw failure("\(name) holds \(held), not \(values)") }
    }
    try checkOrder()
  }

  /// No write may bring a ConfigMap to a commit that the branch had before what it held.
  func checkOrder() throws {
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
