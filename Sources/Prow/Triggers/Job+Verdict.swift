import GoFormats
internal import YAML

extension Job {
  /// Whether an event starts the job; periodics are started by the clock alone.
  package func verdict(on event: TriggerEvent) -> TriggerVerdict {
    if kind == .periodic { return TriggerVerdict(outcome: .skipped, reason: .never) }
    let branch = BranchFilter(self).verdict(on: event.branch)
    if let reason = reason(branch) { return TriggerVerdict(outcome: .skipped, reason: reason) }
    var verdict = kind == .presubmit ? presubmitVerdict(on: event) : postsubmitVerdict(on: event)
    if case .admitted(let pattern) = branch {
      verdict.branchPattern = pattern
      verdict.isSkippedElsewhere = !BranchFilter(self).skipBranches.isEmpty
    }
    // Tide runs nothing where a branch filter keeps the job away.
    verdict.isRunBeforeMerge =
      kind == .presubmit && verdict.outcome != .runs && isTrue(.runBeforeMerge)
    return verdict
  }

  /// Why the job never runs on a branch; `nil` if it can.
  package func branchRefusal(on branch: String) -> TriggerVerdict.Reason? {
    reason(BranchFilter(self).verdict(on: branch))
  }

  private func reason(_ verdict: BranchFilter.Verdict) -> TriggerVerdict.Reason? {
    switch verdict {
    case .admitted: nil
    case .skipped(let pattern): .branchSkipped(by: pattern)
    case .notListed: .branchNotListed(BranchFilter(self).branches.map(\.string))
    case .invalid(let field, let pattern, let reason):
      .invalid(field, pattern: pattern, reason: reason)
    }
  }

  /// Source: Prow, `ShouldRun` of Postsubmit in pkg/config/jobs.go.
  private func postsubmitVerdict(on event: TriggerEvent) -> TriggerVerdict {
    if let matcher = ChangeMatcher(self) { return verdict(of: matcher, on: event) }
    return switch self[.alwaysRun]?.bool {
    case nil: TriggerVerdict(outcome: .runs, reason: .everyPush)
    case true?: TriggerVerdict(outcome: .runs, reason: .alwaysRun)
    case false?: TriggerVerdict(outcome: .skipped, reason: .never)
    }
  }

  private func verdict(of matcher: ChangeMatcher, on event: TriggerEvent) -> TriggerVerdict {
    let (field, pattern) = (matcher.field, matcher.pattern.string)
    if let error = matcher.error {
      return TriggerVerdict(
        outcome: .skipped,
        reason: .invalid(field, pattern: pattern, reason: error.reason)
      )
    }
    guard let files = event.changedFiles else {
      return TriggerVerdict(outcome: .depends, reason: .changesUnknown(field, pattern: pattern))
    }
    guard let file = try? matcher.starter(among: files) else {
      return TriggerVerdict(outcome: .skipped, reason: .notChanged(field, pattern: pattern))
    }
    return TriggerVerdict(outcome: .runs, reason: .changed(file: file, field, pattern: pattern))
  }
}

// MARK: - Presubmits

extension Job {
  /// How a comment, or a change without one, asks for a presubmit.
  private enum Request {
    /// Runs whatever has changed.
    case forced(TriggerVerdict.Reason)
    /// Runs if its own conditions hold; `nil` without a comment.
    case conditional(TriggerVerdict.Request?)
    case none(TriggerVerdict.Reason)
  }

  /// Source: Prow, `FilterPresubmits` in pkg/pjutil/filter.go, and `ShouldRun` of Presubmit in
  /// pkg/config/jobs.go.
  private func presubmitVerdict(on event: TriggerEvent) -> TriggerVerdict {
    if event.isUntrusted { return TriggerVerdict(outcome: .skipped, reason: .untrusted) }
    switch request(by: event) {
    case .none(let reason): return TriggerVerdict(outcome: .skipped, reason: reason)
    case .forced(let reason): return TriggerVerdict(outcome: .runs, reason: reason)
    case .conditional(let request):
      var verdict = conditionalVerdict(on: event)
      verdict.request = request
      return verdict
    }
  }

  private func conditionalVerdict(on event: TriggerEvent) -> TriggerVerdict {
    if isTrue(.alwaysRun) { return TriggerVerdict(outcome: .runs, reason: .alwaysRun) }
    guard let matcher = ChangeMatcher(self) else {
      return TriggerVerdict(outcome: .skipped, reason: .onDemand(command: rerunCommand))
    }
    return verdict(of: matcher, on: event)
  }

  private func request(by event: TriggerEvent) -> Request {
    let onDemand = Request.none(.onDemand(command: rerunCommand))
    guard let comment = event.comment else { return isOnDemand ? onDemand : .conditional(nil) }
    switch GoRegex.compile(resolvedTrigger) {
    case .success(let trigger):
      if trigger.matches(comment.body) { return .forced(.command(shownTrigger)) }
    case .failure(let error):
      return .none(.invalid(.trigger, pattern: resolvedTrigger, reason: error.reason))
    }
    var refusal = Request.none(.notAsked(command: shownTrigger))
    if comment.retests || comment.retestsRequired && !isTrue(.optional) {
      let context = context.string
      if event.failedContexts.contains(context) { return .forced(.failed(context: context)) }
      let isReported = event.otherContexts.contains(context)
      if !isOnDemand, !isReported { return .conditional(.missing) }
      refusal = isReported ? .none(.reported(context: context)) : onDemand
    } else if comment.retestsRequired {
      refusal = .none(.optional)
    }
    if comment.testsManualRequired, isOnDemand, !isTrue(.optional) {
      return .forced(.manualRequired)
    }
    if comment.testsAll {
      if isOnDemand { return onDemand }
      return .conditional(comment.saysTestAll ? .all : .okToTest)
    }
    return refusal
  }

  /// The trigger as people know it: the command, unless the job has a pattern of its own.
  private var shownTrigger: String {
    let own = self[.trigger]?.convertedText ?? ""
    return own.isEmpty ? rerunCommand : own
  }
}
