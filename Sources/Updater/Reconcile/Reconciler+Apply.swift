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
    guard leadership.isHeld else { return Outcome(.unchanged, "another replica leads") }
    let isHead = branch.head == head.revision
    let (before, source) = (branch, source)
    var run: Int64?
    if branch.attempted != head.revision {
      // Before the first write: after a kill, this is what ConfigMaps may hold.
      branch.attempted = head.revision
      await save(branch)
      await attempt("git") { try self.upstream.keep(head.revision) }
      run = await attempt("journal") {
        try await self.journal.beginRun(of: source, cause, at: start)
      }
    }
    let known = await attempt("journal") { try await self.journal.targets() } ?? []
    let own = Set(head.targets)
    let gone = known.filter { $0.source == source.description && !own.contains($0.target) }
      .map(\.target)
    let results = await write(head, gone: gone, isRewrite: isRewrite)
    let isDrift = before.applied == head.revision
    count(results, isDrift: isDrift)
    let outcome = judged(results, of: head, gone: gone)
    let now = timekeeper.wall()
    await attempt("journal") {
      try await self.journal.record(
        results,
        of: source,
        revision: head.revision,
        isDrift: isDrift,
        at: now
      )
    }
    if outcome.kind != .failed {
      // Of a cluster that is gone, too, there is nothing to be had; others are asked again.
      let kept = results.filter { $0.kind == .failed && $0.error?.cause != "unknown-cluster" }
        .map(\.target)
      let forgotten = gone.filter { !kept.contains($0) }
      await settle(head, &branch, forgotten, at: now, isHead: isHead)
    }
    if run == nil, isKnownFailure(outcome) { return outcome }
    if run != nil || outcome.kind != .unchanged || cause != .timer || !isDrift {
      await finishRun(outcome, run, revision: head.revision, start, cause)
    }
    await report(outcome, head, before: before)
    return outcome
  }

  private func write(
    _ head: PreparedHead,
    gone: [ConfigMapTarget],
    isRewrite: Bool
  ) async -> [TargetResult] {
    let guardian = WriteGuard(
      head: head.revision,
      upstream: upstream,
      leadership: leadership,
      isRewrite: isRewrite
    )
    var options = ApplyOptions(takesOver: settings.takesOver)
    options.renewsVersion = isRewrite
    options.objection = { guardian.objection($0) }
    let outcomes = await applier(head.state.clearing(gone), options)
    found(newer: guardian.foundNewer)
    let desired = Dictionary(uniqueKeysWithValues: head.state.configMaps.map { ($0.target, $0) })
    return outcomes.map { TargetResult($0, desired: desired[$0.target]) }
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
    if let first = failed.first {
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

  /// All ConfigMaps hold the commit.
  private func settle(
    _ head: PreparedHead,
    _ branch: inout BranchRecord,
    _ gone: [ConfigMapTarget],
    at now: Double,
    isHead: Bool
  ) async {
    let isNew = branch.applied != head.revision
    branch.applied = head.revision
    branch.appliedAt = now
    if isHead { branch.refusal = nil }
    await save(branch)
    let source = source
    await attempt("journal") { try await self.journal.forget(gone, of: source) }
    for target in gone { metrics.drop(place(of: target), isAll: true) }
    metrics.set(.appliedTime, labels, now)
    guard isHead else { return }
    metrics.set(.isBehind, labels, 0)
    metrics.set(.isRefused, labels, 0)
    metrics.set(.lintErrors, labels, 0)
    if isNew, let time = branch.headTime { metrics.set(.lag, labels, max(0, now - time)) }
  }

  // MARK: Numbers and words

  private func place(of target: ConfigMapTarget) -> [String] {
    labels + ["cluster", target.cluster, "namespace", target.namespace, "configmap", target.name]
  }

  private func count(_ results: [TargetResult], isDrift: Bool) {
    metrics.set(.targetLimit, [], Double(SizeLimit.bytes))
    for result in results {
      let target = result.target
      let place = place(of: target)
      metrics.set(.targetFailed, place, result.kind == .failed ? 1 : 0)
      if let error = result.error {
        metrics.add(.errors, labels + ["where", "cluster", "cause", error.cause])
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
          "target": "\(target)", "keys": "\(result.keys.map(\.key).joined(separator: ","))",
        ]
      )
    }
  }
}
