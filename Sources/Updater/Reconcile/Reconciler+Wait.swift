internal import ConfigMaps
internal import Logging

extension Reconciler {
  /// A commit that the head does not descend from, and where it was found.
  struct Newer: Sendable {
    var commit: String
    /// The ConfigMap that holds it.
    var target: ConfigMapTarget
  }

  /// A pass that ends because it is not certain that the branch was rewritten.
  struct Waiting: Error {
    var found: String
    var left: Duration
    var isNew: Bool
  }

  /// The time until a head is believed that does not descend from what was applied; `nil` if
  /// nothing is waited for.
  package var timeLeft: Duration? { watch.timeLeft(at: timekeeper.elapsed()) }

  /// Seconds for which a forced push that was told of is believed to be the last word.
  private static let hintLifetime = 600.0

  /// - Returns: Whether the head is not a descendant of what was applied, and is to be applied.
  /// - Throws: `Waiting` if it is not certain yet.
  func decide(
    _ head: String,
    _ branch: BranchRecord,
    _ hints: [Journal.PendingHint]
  ) throws -> Bool {
    let goesOn = { (older: String) in
      (try? self.upstream.relation(of: head, to: older)) == .descendant
    }
    guard let floor = newest?.commit ?? branch.attempted else {
      return watch.descends(to: head, goesOnFrom: goesOn)
    }
    let relation: Relation
    do throws(GitError) { relation = try upstream.relation(of: head, to: floor) } catch {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
    switch relation {
    case .same, .descendant: return watch.descends(to: head, goesOnFrom: goesOn)
    case .ancestor, .unrelated: break
    }
    let now = timekeeper.wall()
    let isAnnounced = hints.contains { hint in
      hint.revision == head && hint.forcedFrom != nil
        && abs(now - hint.receivedAt) < Reconciler.hintLifetime
    }
    let verdict = watch.sees(
      head,
      // A server that is behind goes on, too, from one old head to the next.
      goesOnFrom: { relation == .unrelated && goesOn($0) },
      isAnnounced: isAnnounced,
      at: timekeeper.elapsed()
    )
    switch verdict {
    case .waits(let left, let isNew):
      throw Waiting(found: found(floor, head), left: left, isNew: isNew)
    case .approved(let isNew):
      guard isNew else { return true }
      logger.warning(
        "the branch was rewritten; applying a head that does not descend from what was applied",
        metadata: ["head": "\(head)", "applied": "\(floor)"]
      )
      metrics.add(.rewrites, labels)
      return true
    }
  }

  private func found(_ floor: String, _ head: String) -> String {
    let place =
      newest.map { "the ConfigMap \($0.target) holds \(floor.prefix(12))" }
      ?? "\(floor.prefix(12)) was applied last"
    return "\(place), and the head \(head.prefix(12)) does not descend from it: the branch was "
      + "rewritten, or the remote shows an old state"
  }

  /// What is waited for if nothing but ConfigMaps with commits that the head does not descend from
  /// kept a run from its end.
  func startWaiting(after outcome: Outcome, _ head: String) -> Waiting? {
    guard let newest, outcome.results.allSatisfy({ ($0.error?.cause ?? "withheld") == "withheld" })
    else { return nil }
    let verdict = watch.sees(
      head,
      goesOnFrom: { _ in false },
      isAnnounced: false,
      at: timekeeper.elapsed()
    )
    guard case .waits(let left, let isNew) = verdict else { return nil }
    return Waiting(found: found(newest.commit, head), left: left, isNew: isNew)
  }

  /// Notes what is waited for, and says it once in the log.
  ///
  /// - Returns: What was found, what is waited for and until when.
  func note(_ waiting: Waiting, _ branch: inout BranchRecord, at now: Double) -> String {
    let until = now + waiting.left.seconds
    branch.wait = BranchRecord.Wait(found: waiting.found, until: until)
    let message =
      "\(waiting.found). If the remote still shows this head at \(Timestamp.short(until)) UTC, or "
      + "one that goes on from it, it is applied then"
    if waiting.isNew {
      metrics.add(.errors, labels + ["where", "rewrite", "cause", "rewrite"])
      logger.warning("waiting", metadata: ["reason": "\(message)"])
    }
    return message
  }

  /// Ends a pass that waits.
  func wait(
    _ waiting: Waiting,
    _ branch: BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Outcome {
    var branch = branch
    var entry = entry()
    let known = branch.wait
    let message = note(waiting, &branch, at: entry.time)
    guard waiting.isNew || known?.found != waiting.found else {
      return Outcome(.waiting, message)
    }
    entry.branch = branch
    if waiting.isNew {
      entry.run = .ended(
        JournalEntry.Ended(
          cause,
          startedAt: start,
          revision: branch.head,
          .waiting,
          message: message
        )
      )
    }
    await keep(entry)
    return Outcome(.waiting, message)
  }

  /// Nothing is waited for any more.
  func endWaiting(_ branch: inout BranchRecord) async {
    if branch.wait == nil { return }
    branch.wait = nil
    var entry = entry()
    entry.branch = branch
    await keep(entry)
  }
}
