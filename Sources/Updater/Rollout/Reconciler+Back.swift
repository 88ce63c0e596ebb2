internal import ConfigMaps
internal import Logging

extension Reconciler {
  /// The label of a pull request that takes its commit back from the stages that have it.
  package static let backLabel = "plimsoll/go-back"

  /// Goes back to the last commit that was everywhere if a pull request that came after it has the
  /// label, and stays there for as long as it has.
  ///
  /// - Returns: `nil` if nobody asks for it.
  /// - Throws: `Stop` if a ConfigMap could not be brought back.
  func goBack(
    _ head: PreparedHead,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async throws -> Outcome? {
    guard !settings.rollout.stages.isEmpty, branch.applied != head.revision else { return nil }
    let commit = await commitToTakeBack(head, branch)
    let isNew = commit != branch.takenBack
    if isNew {
      branch.takenBack = commit
      var begun = self.entry()
      begun.branch = branch
      await keep(begun)
      // Without a journal it must be known, too.
      record = branch
    }
    if commit == nil { return nil }
    guard leadership.isHeld else { return Outcome(.interrupted, "another replica leads") }
    let known = await knownStages()
    guard let applied = branch.applied, let good = try? await prepare(applied), good.refusal == nil
    else {
      return await stay(
        "can't go back",
        "there is no earlier commit to go back to, and the pull request has the label "
          + "\"\(Reconciler.backLabel)\"",
        head,
        &branch,
        start,
        cause
      )
    }
    defer { prepared = head }
    if branch.isOvertaken {
      return await stay(
        "can't go back",
        "another replica has led since \(applied.prefix(12)) was everywhere, so that this one does not "
          + "know what to go back to. Revert the pull request, and take its label "
          + "\"\(Reconciler.backLabel)\" off",
        head,
        &branch,
        start,
        cause
      )
    }
    // The reason stands as long as nothing is new.
    if !isNew, known.isEmpty, cause == .hint || cause == .timer, let refusal = branch.refusal {
      return Outcome(.refused, refusal)
    }
    let gone = await gone(from: good)
    let state = good.state.clearing(gone)
    mayRemove = true
    if known.contains(where: \.isWritten) {
      // After a kill and without the label, the stages must not look as if they had the commit still.
      var begun = self.entry()
      begun.stages = known.map { stage in
        var stage = stage
        stage.isWritten = false
        return stage
      }
      await keep(begun)
    }
    // Of the commits that came in between, each may be in some ConfigMap.
    let results = await write(
      state,
      of: applied,
      isRewrite: false,
      takenBack: known.isEmpty ? nil : branch.attempted ?? head.revision
    )
    await count(results, isDrift: false)
    var entry = entry()
    entry.found = JournalEntry.Found(results, revision: applied, isDrift: false)
    entry.expectations = expectations(results, good)
    if let failed = results.filter({ !gone.contains($0.target) }).firstFailure {
      await keep(entry)
      let reason = failed.error?.message ?? "failed"
      throw Stop(
        outcome: .failed,
        message: "going back to \(applied.prefix(12)): \(failed.target): \(reason)"
      )
    }
    entry.stages = []
    let kept = results.filter { $0.kind == .failed && $0.error?.cause != "unknown-cluster" }
      .map(\.target)
    entry.forgotten = gone.filter { !kept.contains($0) }
    for target in entry.forgotten { metrics.drop(place(of: target), isAll: true) }
    await keep(entry)
    return await stay(
      "went back",
      "went back to \(applied.prefix(12)), since the pull request has the label "
        + "\"\(Reconciler.backLabel)\"; without it the head is applied again",
      head,
      &branch,
      start,
      cause,
      results
    )
  }

  /// The commit whose pull request has the label; the one that is known if GitHub does not answer.
  private func commitToTakeBack(_ head: PreparedHead, _ branch: BranchRecord) async -> String? {
    let known = branch.takenBack.map { [$0] } ?? []
    let others = labelled(branch.head ?? head.revision, branch).filter { !known.contains($0) }
    do {
      return try await takenBack(known + others)
    } catch {
      metrics.add(.errors, labels + ["where", "github", "cause", "label"])
      logger.error(
        "it is not known whether a pull request has the label \(Reconciler.backLabel)",
        metadata: ["reason": "\(error)"]
      )
      return branch.takenBack
    }
  }

  /// Says once why the head is not applied.
  private func stay(
    _ words: String,
    _ reason: String,
    _ head: PreparedHead,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause,
    _ results: [TargetResult] = []
  ) async -> Outcome {
    metrics.set(.isRefused, labels, 1)
    let outcome = Outcome(.refused, reason, results: results)
    if branch.refusal == reason { return outcome }
    branch.refusal = reason
    logger.notice("\(words)", metadata: ["reason": "\(reason)"])
    var entry = entry()
    entry.branch = branch
    entry.run = .ended(
      JournalEntry.Ended(
        cause,
        startedAt: start,
        revision: head.revision,
        .refused,
        message: reason,
        results: results
      )
    )
    let text = ReportText.wentBack(reason, revision: head.revision)
    entry.reports = openCommits(head.revision, branch).flatMap { commit in
      [status(of: commit, .failure, "not applied: \(reason)"), comment(on: commit, text)]
    }
    await keep(entry)
    return outcome
  }
}
