internal import ConfigMaps
internal import Kubernetes
internal import Logging

extension Reconciler {
  /// Brings all ConfigMaps to a commit, as far as they let themselves be brought.
  func bring(
    _ head: PreparedHead,
    isRewrite: Bool,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Outcome {
    guard leadership.isHeld else { return Outcome(.interrupted, "another replica leads") }
    let before = branch
    let goesOn = isHalfWritten(head, branch)
    let run = await begin(head, &branch, start, cause)
    let gone = await gone(from: head)
    let results = await write(
      head.state.clearing(gone),
      of: head.revision,
      isRewrite: isRewrite,
      goesOn: goesOn
    )
    let isDrift = before.applied == head.revision
    var outcome = judged(results, of: head, gone: gone)
    var entry = entry()
    turnToWaiting(&outcome, head, &branch, &entry)
    await count(outcome.kind == .waiting ? outcome.results : results, isDrift: isDrift)
    entry.found = JournalEntry.Found(
      outcome.kind == .waiting ? outcome.results : results,
      revision: head.revision,
      isDrift: isDrift
    )
    if outcome.kind == .applied || outcome.kind == .unchanged {
      branch.applied = head.revision
      branch.appliedAt = entry.time
      branch.takenBack = nil
      branch.isOvertaken = false
      entry.stages = settings.rollout.stages.isEmpty ? nil : []
      if branch.head == head.revision { branch.refusal = nil }
      entry.branch = branch
      // Of a cluster that is gone, too, there is nothing to be had; others are asked again.
      let kept = results.filter { $0.kind == .failed && $0.error?.cause != "unknown-cluster" }
        .map(\.target)
      entry.forgotten = gone.filter { !kept.contains($0) }
    }
    entry.expectations = expectations(results, head)
    if run != nil || !isKnownFailure(outcome) {
      if run != nil || outcome.kind != .unchanged || cause != .timer || !isDrift {
        entry.run = .ended(
          JournalEntry.Ended(
            id: run,
            cause,
            startedAt: start,
            revision: head.revision,
            outcome.kind,
            message: outcome.message,
            results: outcome.results
          )
        )
      }
      if outcome.kind != .waiting {
        let told = await reports(outcome, head, before: before)
        entry.reports = told.reports
        if outcome.kind != .failed {
          entry.awaited = awaited(told.comments, entry.expectations, at: entry.time)
        }
      }
    }
    await keep(entry)
    if outcome.kind == .applied || outcome.kind == .unchanged {
      isNewLeader = false
      watch.finish()
      lastApplied = settings.removals.map { _ in (head.revision, head.state) }
      settle(branch, before: before, entry)
    }
    return outcome
  }

  /// Whether ConfigMaps may hold something of a commit that was not brought to its end, by this process
  /// or by one that led before.
  func isHalfWritten(_ head: PreparedHead, _ branch: BranchRecord) -> Bool {
    branch.applied != head.revision && (isNewLeader || branch.attempted != branch.applied)
  }

  /// Waits, rather than fails, if nothing but commits that the head does not descend from is in the
  /// way.
  func turnToWaiting(
    _ outcome: inout Outcome,
    _ head: PreparedHead,
    _ branch: inout BranchRecord,
    _ entry: inout JournalEntry
  ) {
    guard outcome.kind == .failed, let waiting = startWaiting(after: outcome, head.revision) else {
      return
    }
    outcome.kind = .waiting
    outcome.message = note(waiting, &branch, at: entry.time)
    outcome.results.removeAll { $0.error != nil }
    entry.branch = branch
  }

  /// ConfigMaps that the journal knows and no map names any more.
  func gone(from head: PreparedHead) async -> [ConfigMapTarget] {
    let own = Set(head.targets)
    return await knownTargets().map(\.target).filter { !own.contains($0) }
  }

  /// What the journal has of this branch's ConfigMaps.
  private func knownTargets() async -> [TargetRecord] {
    let name = source.description
    let known = await attempt("journal") { try await self.journal.targets() } ?? []
    return known.filter { $0.source == name }
  }

  /// Saves that a commit is about to be written: after a kill, ConfigMaps may hold it.
  ///
  /// - Returns: The number of the run; `nil` if the same commit was begun before.
  func begin(
    _ head: PreparedHead,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Int64? {
    if branch.attempted == head.revision { return nil }
    branch.attempted = head.revision
    var entry = entry()
    entry.branch = branch
    entry.run = .begun(cause, at: start)
    let run = await keep(entry)
    // Clusters can do without a journal, and this process must know.
    record = branch
    await attempt("git") { try self.upstream.keep(head.revision) }
    return run
  }

  /// Applies a state, as far as it may be written.
  ///
  /// - Parameters:
  ///   - state: All of a commit, or some of its ConfigMaps.
  ///   - revision: The commit.
  ///   - isRewrite: Whether the branch was put to it.
  ///   - isDryRun: Whether only to find out what would be written.
  ///   - takenBack: A commit that may be written over.
  ///   - goesOn: Whether a write of the same or an earlier commit may have ended halfway.
  /// - Returns: What became of each; fewer if the task was cancelled.
  func write(
    _ state: DesiredState,
    of revision: String,
    isRewrite: Bool,
    isDryRun: Bool = false,
    takenBack: String? = nil,
    goesOn: Bool = false
  ) async -> [TargetResult] {
    let guardian = WriteGuard(
      head: revision,
      upstream: upstream,
      leadership: leadership,
      isRewrite: isRewrite,
      takenBack: takenBack
    )
    var options = ApplyOptions(takesOver: settings.takesOver, isDryRun: isDryRun)
    options.renewsVersion = isRewrite
    options.removals = mayRemove ? nil : settings.removals
    options.objection = { guardian.objection($0, $1) }
    let named = prepared?.revision == revision ? prepared.map { Set($0.targets) } : nil
    let outcomes = await OrderedApply(
      settings.rollout,
      apply: applier,
      // A ConfigMap that no map names any more must not stop the others.
      isNeeded: { named?.contains($0) ?? true },
      goesOn: goesOn
    ) { held, member in
      if takenBack != nil {
        let relation = try? self.upstream.relation(of: revision, to: held)
        // A component must not show what is taken back.
        if relation != .same, relation != .descendant { return true }
      }
      guard let relation = try? self.upstream.relation(of: held, to: member) else { return true }
      return relation != .same && relation != .descendant
    }.run(state, options)
    let desired = Dictionary(uniqueKeysWithValues: state.configMaps.map { ($0.target, $0) })
    let held = guardian.held
    let results = outcomes.map { outcome in
      var result = TargetResult(outcome, desired: desired[outcome.target])
      result.heldRevision = result.heldRevision ?? held[outcome.target]
      return result
    }
    newest = guardian.foundNewer
    return results
  }

  private func judged(
    _ results: [TargetResult],
    of head: PreparedHead,
    gone: [ConfigMapTarget]
  ) -> Outcome {
    let isStopped = results.count < head.targets.count + gone.count
    // A ConfigMap that no map names any more must not stop the others.
    let results = results.filter { $0.kind != .failed || !gone.contains($0.target) }
    let failed = results.filter { $0.kind == .failed }
    let written = results.count(where: \.isWritten)
    if let first = failed.firstFailure {
      let rest = failed.count > 1 ? " (and \(failed.count - 1) more)" : ""
      return Outcome(
        .failed,
        "\(first.target): \(first.error?.message ?? "failed")\(rest)",
        results: results
      )
    }
    if isStopped {
      return Outcome(.failed, "stopped before all ConfigMaps were looked at", results: results)
    }
    return written > 0
      ? Outcome(.applied, "\(written) of \(results.count) ConfigMaps written", results: results)
      : Outcome(
        .unchanged,
        "all \(results.count) ConfigMaps are as they should be",
        results: results
      )
  }

  /// Says in numbers that all ConfigMaps hold a commit.
  private func settle(_ branch: BranchRecord, before: BranchRecord, _ entry: JournalEntry) {
    for target in entry.forgotten { metrics.drop(place(of: target), isAll: true) }
    metrics.set(.appliedTime, labels, entry.time)
    guard branch.head == branch.applied else { return }
    metrics.set(.isBehind, labels, 0)
    metrics.set(.isRefused, labels, 0)
    metrics.set(.lintErrors, labels, 0)
    if before.applied != branch.applied, let time = branch.headTime {
      metrics.set(.lag, labels, max(0, entry.time - time))
    }
  }

  // MARK: Numbers and words

  func place(of target: ConfigMapTarget) -> [String] {
    labels + ["cluster", target.cluster, "namespace", target.namespace, "configmap", target.name]
  }

  /// Counts what became of ConfigMaps, before the journal has it: one change by others counts once.
  func count(_ results: [TargetResult], isDrift: Bool) async {
    metrics.set(.targetLimit, [], Double(SizeLimit.bytes))
    let mayBeKnown = isDrift && results.contains { $0.error?.cause == "conflict" }
    let known = await mayBeKnown ? knownTargets() : []
    for result in results {
      let target = result.target
      let place = place(of: target)
      metrics.set(.targetFailed, place, result.kind == .failed ? 1 : 0)
      metrics.add(.targetDrift, place, 0)
      if let error = result.error {
        metrics.add(.errors, labels + ["where", "cluster", "cause", error.cause])
        let isKnown = known.contains {
          $0.target == target && $0.error == error.message
        }
        if isDrift, error.cause == "conflict", !isKnown { metrics.add(.targetDrift, place) }
        logger.error(
          "ConfigMap not updated",
          metadata: [
            "target": "\(target)", "cause": "\(error.cause)", "reason": "\(error.message)",
          ]
        )
        continue
      }
      metrics.set(.targetSuccess, place, timekeeper.wall())
      metrics.set(.targetBytes, place, Double(result.bytes))
      guard result.isWritten else { continue }
      metrics.add(.targetWrites, place)
      if isDrift { metrics.add(.targetDrift, place) }
      logger.info(
        isDrift ? "ConfigMap was changed by somebody else and was set right" : "ConfigMap written",
        metadata: [
          "target": "\(target)",
          "keys": "\(result.keys.map(\.words).joined(separator: ","))",
        ]
      )
    }
  }
}
