package import YAML

/// Whether an event starts a job, and why.
package struct TriggerVerdict: Sendable {
  package var outcome: Outcome
  package var reason: Reason
  /// Whether Tide runs the job before it merges, although nothing else starts it.
  package var isRunBeforeMerge = false

  package enum Outcome: String, Sendable {
    case runs, skipped
    /// It depends on changed files, which are not known.
    case depends
  }

  package enum Reason: Sendable {
    case alwaysRun
    /// A postsubmit that says nothing of when it runs.
    case everyPush
    /// `always_run: false`, and nothing else.
    case never
    /// The comment matches its trigger.
    case command
    /// Its context has failed, and the comment says to try again.
    case failed
    /// Its context is there and has not failed.
    case reported
    /// Only its own command starts it.
    case onDemand(command: String)
    /// The comment has no command for it.
    case notAsked
    /// A retest of required jobs only.
    case optional
    case branchSkipped(Text)
    case branchNotListed([Text])
    case changed(file: String, Field, Text)
    case notChanged(Field, Text)
    case changesUnknown(Field, Text)
    /// The pull request waits for `/ok-to-test`.
    case untrusted
  }
}

extension Job {
  /// Whether an event starts the job; periodics are started by the clock alone.
  package func verdict(on event: TriggerEvent) -> TriggerVerdict {
    switch kind {
    case .presubmit: presubmitVerdict(on: event)
    case .postsubmit: postsubmitVerdict(on: event)
    case .periodic: TriggerVerdict(outcome: .skipped, reason: .never)
    }
  }

  /// Source: Prow, `ShouldRun` of Postsubmit in pkg/config/jobs.go.
  private func postsubmitVerdict(on event: TriggerEvent) -> TriggerVerdict {
    if let reason = branchReason(event.branch) {
      return TriggerVerdict(outcome: .skipped, reason: reason)
    }
    if let matcher = ChangeMatcher(self) { return verdict(of: matcher, on: event) }
    switch self[.alwaysRun]?.bool {
    case nil: return TriggerVerdict(outcome: .runs, reason: .everyPush)
    case true?: return TriggerVerdict(outcome: .runs, reason: .alwaysRun)
    case false?: return TriggerVerdict(outcome: .skipped, reason: .never)
    }
  }

  private func branchReason(_ branch: String) -> TriggerVerdict.Reason? {
    let filter = BranchFilter(self)
    switch filter.verdict(on: branch) {
    case .admitted: return nil
    case .skipped(let pattern): return .branchSkipped(pattern)
    case .notListed: return .branchNotListed(filter.branches)
    }
  }

  private func verdict(of matcher: ChangeMatcher, on event: TriggerEvent) -> TriggerVerdict {
    guard let files = event.changedFiles else {
      return TriggerVerdict(
        outcome: .depends,
        reason: .changesUnknown(matcher.field, matcher.pattern)
      )
    }
    guard let file = matcher.starter(among: files) else {
      return TriggerVerdict(
        outcome: .skipped,
        reason: .notChanged(matcher.field, matcher.pattern)
      )
    }
    return TriggerVerdict(
      outcome: .runs,
      reason: .changed(file: file, matcher.field, matcher.pattern)
    )
  }
}

// MARK: - Presubmits

extension Job {
  /// How a comment, or a change without one, asks for a presubmit.
  private enum Request {
    /// Runs whatever has changed.
    case forced(TriggerVerdict.Reason)
    /// Runs if its own conditions hold.
    case conditional
    case none(TriggerVerdict.Reason)
  }

  /// Source: Prow, `FilterPresubmits` in pkg/pjutil/filter.go, and `ShouldRun` of Presubmit in
  /// pkg/config/jobs.go.
  private func presubmitVerdict(on event: TriggerEvent) -> TriggerVerdict {
    var verdict = decide(event)
    // A branch filter holds for Tide, too.
    switch verdict.reason {
    case .branchSkipped, .branchNotListed: break
    default: verdict.isRunBeforeMerge = verdict.outcome != .runs && isTrue(.runBeforeMerge)
    }
    return verdict
  }

  private func decide(_ event: TriggerEvent) -> TriggerVerdict {
    if let reason = branchReason(event.branch) {
      return TriggerVerdict(outcome: .skipped, reason: reason)
    }
    if event.isUntrusted { return TriggerVerdict(outcome: .skipped, reason: .untrusted) }
    switch request(by: event) {
    case .none(let reason): return TriggerVerdict(outcome: .skipped, reason: reason)
    case .forced(let reason): return TriggerVerdict(outcome: .runs, reason: reason)
    case .conditional: break
    }
    if isTrue(.alwaysRun) { return TriggerVerdict(outcome: .runs, reason: .alwaysRun) }
    guard let matcher = ChangeMatcher(self) else {
      return TriggerVerdict(outcome: .skipped, reason: .onDemand(command: rerunCommand))
    }
    return verdict(of: matcher, on: event)
  }

  private func request(by event: TriggerEvent) -> Request {
    let isAutomatic = isTrue(.alwaysRun) || ChangeMatcher(self) != nil
    let onDemand = Request.none(.onDemand(command: rerunCommand))
    guard let comment = event.comment else { return isAutomatic ? .conditional : onDemand }
    let trigger = try? GoRegex.compile(resolvedTrigger).get()
    if trigger?.matches(comment.body) ?? false { return .forced(.command) }
    var refusal = Request.none(.notAsked)
    if comment.retests || comment.retestsRequired && !isTrue(.optional) {
      let context = context.string
      if event.failedContexts.contains(context) { return .forced(.failed) }
      let isReported = event.otherContexts.contains(context)
      if isAutomatic, !isReported { return .conditional }
      refusal = isReported ? .none(.reported) : onDemand
    } else if comment.retestsRequired {
      refusal = .none(.optional)
    }
    if comment.testsAll { return isAutomatic ? .conditional : onDemand }
    return refusal
  }
}
