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
  /// Called when there is something to be told.
  let reported: @Sendable () -> Void
  /// Called when components are to load something.
  let applied: @Sendable () -> Void
  /// Whether the pull request of one of some commits has the label that lets keys go.
  let isLabelled: @Sendable ([String]) async -> Bool
  /// The first of some commits whose pull request has the label that takes a commit back.
  let takenBack: @Sendable ([String]) async throws -> String?
  /// Whether there is anybody to tell what became of a commit.
  let isReporting: Bool

  /// `nil` until it was read from the journal.
  var record: BranchRecord?
  /// When the remote had answered, as the journal has it; seconds since 1970.
  var seenSaved = 0.0
  var watch: RewriteWatch
  /// What a ConfigMap was found to hold.
  var newest: Newer?

  /// Whether another process may have written since this one last knew all to be right.
  var isNewLeader = true

  /// Stages that have a commit which is not everywhere yet; `nil` until they were read.
  var stages: [StageRecord]?
  /// What components are to show and the journal does not have yet.
  var unsaved: [ComponentExpectation] = []
  /// When a stage was last looked at that waits, and for how long it waits at most.
  var stageEnd: Duration?
  /// Whether it is known since the start, or since this process leads, what ConfigMaps hold.
  var isLookedAround = false
  /// What ConfigMaps hold where nobody knows what was everywhere.
  var unsettled: Unsettled?
  /// Whether the last try to bring a commit to stages has failed.
  var hasFailed = false

  /// What all ConfigMaps were last brought to.
  var lastApplied: (revision: String, state: DesiredState)?
  /// Whether the head waits for a label.
  var isHeldBack = false
  /// Whether this pass may remove any number of keys.
  var mayRemove = true

  /// The last commit that was read.
  var prepared: PreparedHead?
  /// The last error that the journal has; the same one again is no news.
  var lastFailure: String?
  /// What GitHub was told of the head; the same again is no news either.
  var posted: [String: Report] = [:]

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
  ///   - reported: Called when the journal has something that GitHub is to be told.
  ///   - applied: Called when components are to load something.
  ///   - isLabelled: Whether the pull request of one of some commits has `removalLabel`.
  ///   - takenBack: The first of some commits whose pull request has `backLabel`; throws if that is
  ///     not known.
  ///   - isReporting: Whether GitHub is to be told anything.
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
    logger: Logger,
    reported: @escaping @Sendable () -> Void = {},
    applied: @escaping @Sendable () -> Void = {},
    isLabelled: @escaping @Sendable ([String]) async -> Bool = { _ in false },
    takenBack: @escaping @Sendable ([String]) async throws -> String? = { _ in nil },
    isReporting: Bool = true
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
    self.reported = reported
    self.applied = applied
    self.isLabelled = isLabelled
    self.takenBack = takenBack
    self.isReporting = isReporting
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
  struct Stop: Error {
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
    if [.applied, .unchanged, .staged].contains(outcome.kind) {
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
    // Whoever led in between may have gone on from what was approved.
    if cause == .start {
      watch = RewriteWatch(patience: settings.patience)
      (isNewLeader, isLookedAround, unsettled) = (true, false, nil)
      beginNumbers(branch)
      await beginStageNumbers()
    }
    do {
      let head = try await look(&branch)
      let isRewrite = try decide(head, branch, hints)
      await endWaiting(&branch)
      if try await isDone(head, branch, cause) { return Outcome(.unchanged) }
      var now = try await prepare(await commit(inPlaceOf: head, branch))
      if await lookAround(now, &branch, start, cause) {
        now = try await prepare(await commit(inPlaceOf: head, branch))
      }
      if let outcome = try await goBack(now, &branch, start, cause) { return outcome }
      if let refusal = now.refusal { return try await refuse(refusal, now, branch, start, cause) }
      if let refusal = await removalRefusal(now, branch) {
        return try await refuse(refusal, now, branch, start, cause)
      }
      if branch.refusal != nil {
        branch.refusal = nil
        metrics.set(.isRefused, labels, 0)
      }
      if settings.rollout.stages.isEmpty {
        return await bring(now, isRewrite: isRewrite, &branch, start, cause)
      }
      let outcome = await roll(now, isRewrite: isRewrite, &branch, start, cause)
      hasFailed = outcome.kind == .failed
      return outcome
    } catch let waiting as Waiting {
      return await wait(waiting, branch, start, cause)
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

  /// Gives alerts something to compare with: a number that is not there is never too old, and a
  /// counter that begins with one has not grown.
  private func beginNumbers(_ branch: BranchRecord) {
    metrics.set(.headSeen, labels, branch.seenAt ?? timekeeper.wall())
    metrics.add(.rewrites, labels, 0)
    metrics.add(.errors, labels + ["where", "journal", "cause", "journal"], 0)
  }

  /// Drops gauges that another replica keeps now: an alert would never end.
  package func forgetNumbers() { metrics.drop(labels, isAll: false) }

  // MARK: What all parts need

  var labels: [String] { ["repo", source.repository.description, "branch", source.branch] }

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
