package import ConfigMaps
package import Logging

/// Brings the ConfigMaps of one branch to the state of its head, pass by pass.
package actor Reconciler {
  let source: FollowedBranch
  let upstream: any Upstream
  let reader: HeadReader
  let applier: @Sendable (DesiredState, ApplyOptions) async -> [TargetOutcome]
  let journal: Journal
  let leadership: any Leadership
  let metrics: Metrics
  let settings: ReconcileSettings
  let timekeeper: Timekeeper
  let logger: Logger

  /// `nil` until it was read from the journal.
  private var record: BranchRecord?
  private var watch: RewriteWatch
  /// The last commit that was read.
  private var prepared: PreparedHead?
  /// The last error that the journal has; the same one again is no news.
  private var lastFailure: String?

  /// - Parameters:
  ///   - source: The branch.
  ///   - upstream: The branch at its remote.
  ///   - reader: Makes states of commits.
  ///   - applier: Applies a state.
  ///   - journal: Keeps what happened.
  ///   - leadership: Whether this process may write.
  ///   - metrics: Counts.
  ///   - settings: How often and how patiently.
  ///   - timekeeper: Tells the time.
  ///   - logger: Says what happened.
  package init(
    source: FollowedBranch,
    upstream: any Upstream,
    reader: HeadReader,
    applier: @escaping @Sendable (DesiredState, ApplyOptions) async -> [TargetOutcome],
    journal: Journal,
    leadership: any Leadership,
    metrics: Metrics,
    settings: ReconcileSettings,
    timekeeper: Timekeeper,
    logger: Logger
  ) {
    self.source = source
    self.upstream = upstream
    self.reader = reader
    self.applier = applier
    self.journal = journal
    self.leadership = leadership
    self.metrics = metrics
    self.settings = settings
    self.timekeeper = timekeeper
    var logger = logger
    logger[metadataKey: "source"] = "\(source)"
    self.logger = logger
    watch = RewriteWatch(patience: settings.patience)
  }

  /// What a pass came to.
  package struct Outcome: Sendable {
    package var kind: RunRecord.Outcome
    /// One line.
    package var message: String
    package var results: [TargetResult]

    init(_ kind: RunRecord.Outcome, _ message: String = "", results: [TargetResult] = []) {
      self.kind = kind
      self.message = message
      self.results = results
    }
  }

  /// A reason to stop a pass, in one line.
  private struct Stop: Error {
    var outcome: RunRecord.Outcome
    /// Where it went wrong, for the metrics; `nil` if nothing did.
    var place: String?
    var message: String
  }

  /// Looks at the remote, and at the clusters if the cause or the head asks for it.
  package func pass(_ cause: RunRecord.Cause) async -> Outcome {
    let start = timekeeper.wall()
    let hints = await attempt("journal") { try await self.journal.pendingHints(of: self.source) }
    let outcome = await run(cause, hints ?? [], start)
    // What comes while the pass runs stays, and causes the next one.
    if outcome.kind == .applied || outcome.kind == .unchanged {
      await attempt("journal") { try await self.journal.finish(hints ?? []) }
    }
    metrics.add(.runs, labels + ["outcome", outcome.kind.rawValue])
    metrics.add(.runSeconds, labels, max(0, timekeeper.wall() - start))
    return outcome
  }

  private func run(
    _ cause: RunRecord.Cause,
    _ hints: [Journal.PendingHint],
    _ start: Double
  ) async -> Outcome {
    var branch = await knownRecord()
    do {
      let head = try await look(&branch)
      let isRewrite = try decide(head, branch, hints)
      if try await isDone(head, branch, cause) { return Outcome(.unchanged) }
      let now = try await prepare(head)
      if let refusal = now.refusal { return try await refuse(refusal, now, branch, start, cause) }
      return await bring(now, isRewrite: isRewrite, &branch, start, cause)
    } catch let stop as Stop {
      return await fail(stop, branch, start, cause)
    } catch {
      return await fail(
        Stop(outcome: .failed, place: "internal", message: "\(error)"),
        branch,
        start,
        cause
      )
    }
  }

  /// Whether the last pass saw a head that may have been rewritten, and waits to be certain.
  package var waitsForRewrite: Bool { watch.isWaiting }

  // MARK: The head

  private func knownRecord() async -> BranchRecord {
    if let record { return record }
    let source = source
    let read = await attempt("journal") { try await self.journal.branch(source) } ?? BranchRecord()
    record = read
    return read
  }

  func save(_ branch: BranchRecord) async {
    record = branch
    let source = source
    await attempt("journal") { try await self.journal.save(branch, of: source) }
  }

  private func look(_ branch: inout BranchRecord) async throws -> String {
    let head: String
    do throws(GitError) { head = try await upstream.head() } catch {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
    let now = timekeeper.wall()
    metrics.set(.headSeen, labels, now)
    branch.seenAt = now
    if branch.head != head {
      branch.head = head
      branch.headTime = try? upstream.time(of: head)
      branch.refusal = nil
      logger.info("new head", metadata: ["revision": "\(head)"])
      await save(branch)
    } else {
      record = branch
    }
    branch.headTime.map { metrics.set(.headTime, labels, $0) }
    metrics.set(.isBehind, labels, branch.applied == head ? 0 : 1)
    return head
  }

  /// - Returns: Whether the head is no descendant of what was applied, and is to be applied.
  private func decide(
    _ head: String,
    _ branch: BranchRecord,
    _ hints: [Journal.PendingHint]
  ) throws -> Bool {
    let floor = newest ?? branch.attempted
    guard let floor else { return watch.approved == head }
    let relation: Relation
    do throws(GitError) { relation = try upstream.relation(of: head, to: floor) } catch {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
    switch relation {
    case .same, .descendant:
      watch.settle()
      return watch.approved == head
    case .ancestor, .unrelated: break
    }
    let isAnnounced = hints.contains { $0.revision == head && $0.forcedFrom != nil }
    guard watch.sees(head, isAnnounced: isAnnounced, at: timekeeper.elapsed()) else {
      throw Stop(
        outcome: .refused,
        place: "rewrite",
        message: "the remote shows \(head.prefix(12)), which is no descendant of "
          + "\(floor.prefix(12)); waiting until it is certain to have been rewritten"
      )
    }
    logger.warning(
      "the branch was rewritten; applying a head that does not descend from what was applied",
      metadata: ["head": "\(head)", "applied": "\(floor)"]
    )
    metrics.add(.rewrites, labels)
    return true
  }

  /// A commit that a ConfigMap holds, and that the head did not descend from.
  private var newest: String?

  func found(newer commit: String?) { newest = commit }

  private func isDone(
    _ head: String,
    _ branch: BranchRecord,
    _ cause: RunRecord.Cause
  ) async throws -> Bool {
    switch cause {
    case .start, .drift, .retry: return false
    case .hint, .timer: return branch.applied == head || branch.refusal != nil
    }
  }

  private func prepare(_ commit: String) async throws -> PreparedHead {
    if let prepared, prepared.revision == commit { return prepared }
    do {
      let made = try await reader.prepare(
        try upstream.tree(of: commit),
        revision: commit,
        repository: source.repository
      )
      prepared = made
      return made
    } catch let error as TreeError {
      throw Stop(outcome: .failed, place: "tree", message: error.description)
    } catch let error as GitError {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
  }

  // MARK: Heads that are not applied

  private func refuse(
    _ refusal: String,
    _ head: PreparedHead,
    _ branch: BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async throws -> Outcome {
    var branch = branch
    metrics.set(.isRefused, labels, 1)
    metrics.set(.lintErrors, labels, Double(head.errors.count))
    if branch.refusal != refusal {
      branch.refusal = refusal
      await save(branch)
      logger.error("head refused", metadata: ["reason": "\(refusal)"])
      await finishRun(
        Outcome(.refused, "the head is not applied: \(refusal)"),
        revision: head.revision,
        start,
        cause
      )
      await reportRefusal(refusal, head.revision, branch)
    }
    // The last good state stays, also against others' changes.
    guard cause == .start || cause == .drift,
      let applied = branch.attempted ?? branch.applied,
      let lastGood = try? await prepare(applied), lastGood.refusal == nil
    else { return Outcome(.refused, refusal) }
    defer { prepared = head }
    let outcome = await bring(lastGood, isRewrite: false, &branch, start, cause)
    return Outcome(.refused, refusal, results: outcome.results)
  }

  private func fail(
    _ stop: Stop,
    _ branch: BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Outcome {
    if let place = stop.place { metrics.add(.errors, labels + ["where", place, "cause", place]) }
    logger.error("run failed", metadata: ["reason": "\(stop.message)"])
    let outcome = Outcome(stop.outcome, stop.message)
    if lastFailure != stop.message {
      await finishRun(outcome, revision: branch.head, start, cause)
      lastFailure = stop.message
    }
    return outcome
  }

  // MARK: What all parts need

  var labels: [String] { ["repo", source.repository.description, "branch", source.branch] }

  /// Keeps a run in the journal.
  func finishRun(
    _ outcome: Outcome,
    revision: String?,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async {
    lastFailure = nil
    let (source, end) = (source, timekeeper.wall())
    await attempt("journal") {
      let run = try await self.journal.beginRun(of: source, cause, at: start)
      try await self.journal.endRun(
        run,
        revision: revision,
        outcome: outcome.kind,
        message: outcome.message,
        results: outcome.results,
        at: end
      )
    }
  }

  /// Does what the clusters can do without, such as writing to the journal.
  @discardableResult
  func attempt<T: Sendable>(_ place: String, _ work: () async throws -> T) async -> T? {
    do {
      return try await work()
    } catch {
      if error is CancellationError { return nil }
      metrics.add(.errors, labels + ["where", place, "cause", place])
      logger.error("\(place) failed", metadata: ["reason": "\(error)"])
      return nil
    }
  }
}
