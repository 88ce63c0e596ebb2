internal import Logging

extension Reconciler {
  func refuse(
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
      logger.error("head refused", metadata: ["reason": "\(refusal)"])
      var entry = entry()
      entry.branch = branch
      entry.run = .ended(
        JournalEntry.Ended(
          cause,
          startedAt: start,
          revision: head.revision,
          .refused,
          message: "the head is not applied: \(refusal)"
        )
      )
      entry.reports = refusalReports(refusal, head.revision, branch)
      entry.stages = await stoppedStages(by: "the head is refused")
      await keep(entry)
    }
    // The last good state stays, also against others' changes.
    guard cause != .hint, cause != .timer else { return Outcome(.refused, refusal) }
    if !settings.rollout.stages.isEmpty {
      let results = await keepOthers(after: -1, branch, cause)
      guard let failed = results.firstFailure else {
        return Outcome(.refused, refusal, results: results)
      }
      return notKept(
        refusal,
        "\(failed.target): \(failed.error?.message ?? "failed")",
        results
      )
    }
    guard let applied = branch.attempted ?? branch.applied,
      let lastGood = try? await prepare(applied), lastGood.refusal == nil
    else { return Outcome(.refused, refusal) }
    defer { prepared = head }
    let outcome = await bring(lastGood, isRewrite: false, &branch, start, cause)
    guard outcome.kind == .failed else {
      return Outcome(.refused, refusal, results: outcome.results)
    }
    return notKept(refusal, outcome.message, outcome.results)
  }

  private func notKept(_ refusal: String, _ why: String, _ results: [TargetResult]) -> Outcome {
    Outcome(
      .failed,
      "\(refusal); and the last good state could not be kept: \(why)",
      results: results
    )
  }

  func fail(
    _ stop: Stop,
    _ branch: BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Outcome {
    if let place = stop.place { metrics.add(.errors, labels + ["where", place, "cause", place]) }
    logger.error("run failed", metadata: ["reason": "\(stop.message)"])
    if lastFailure != stop.message {
      var entry = entry()
      entry.run = .ended(
        JournalEntry.Ended(
          cause,
          startedAt: start,
          revision: branch.head,
          stop.outcome,
          message: stop.message
        )
      )
      await keep(entry)
    }
    return Outcome(stop.outcome, stop.message)
  }
}
