internal import ConfigMaps
internal import Logging

extension Reconciler {
  /// So many times the time of all stages is lost at most to newer heads.
  private static let mostRestarts = 3.0
  /// Seconds that may be lost so in any case: components take their time, too.
  private static let leastRestarts = 900.0

  /// The time until a stage was well for long enough; `nil` if none waits for that.
  package var stageTimeLeft: Duration? {
    stageEnd.map { max(.zero, $0 - timekeeper.elapsed()) }
  }

  func knownStages() async -> [StageRecord] {
    if let stages { return stages }
    let source = source.description
    let read = await attempt("journal") { try await self.journal.stages(of: source) } ?? []
    // What the file of --rollout does not name any more was another order.
    let plans = settings.rollout.stages
    let current = read.filter {
      plans.indices.contains($0.position) && plans[$0.position].name == $0.name
    }
    stages = current
    return current
  }

  /// Says of each stage whether it is well.
  func beginStageNumbers() async {
    let known = await knownStages()
    for (position, plan) in settings.rollout.stages.enumerated() {
      let isHeld = known.contains { $0.position == position && $0.held != nil }
      metrics.set(.stageHeld, labels + ["stage", plan.name], isHeld ? 1 : 0)
    }
  }

  /// Takes note of the stages that have a commit from now on.
  func take(_ new: [StageRecord]) {
    for stage in stages ?? [] where !new.contains(where: { $0.name == stage.name }) {
      metrics.set(.stageHeld, labels + ["stage", stage.name], 0)
    }
    stages = new
  }

  /// The commit to bring on: the head, unless heads have taken each other's place for so long that
  /// the one before must come to its end first, and nothing keeps it from that.
  func commit(inPlaceOf head: String, _ branch: BranchRecord) async -> String {
    let known = await knownStages()
    guard !hasFailed, known.allSatisfy({ $0.held == nil && $0.isWritten }),
      let first = known.first, first.revision != head, first.revision != branch.applied,
      (try? upstream.relation(of: head, to: first.revision)) == .descendant
    else { return head }
    let all = settings.rollout.stages.reduce(0.0) { $0 + $1.time.seconds }
    let most = max(Reconciler.leastRestarts, Reconciler.mostRestarts * all)
    return timekeeper.wall() - first.lineSince > most ? first.revision : head
  }

  /// Brings a commit to one stage after the other, as far as those before are well.
  func roll(
    _ head: PreparedHead,
    isRewrite: Bool,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Outcome {
    guard leadership.isHeld else { return Outcome(.interrupted, "another replica leads") }
    stageEnd = nil
    // What was everywhere is only kept.
    if branch.applied == head.revision {
      return await bring(head, isRewrite: isRewrite, &branch, start, cause)
    }
    let gone = await gone(from: head)
    let state = head.state.clearing(gone)
    if await knownStages().isEmpty {
      let would = await write(
        state,
        of: head.revision,
        isRewrite: isRewrite,
        isDryRun: true,
        goesOn: isHalfWritten(head, branch)
      )
      if would.allSatisfy({ $0.kind == .unchanged }), would.count == head.targets.count + gone.count
      {
        return await bring(head, isRewrite: isRewrite, &branch, start, cause)
      }
    }
    for position in settings.rollout.stages.indices {
      let part = state.part { isIn($0, position) }
      let stage = Stage(position: position, state: part, gone: Set(gone))
      if let outcome = await bring(
        head,
        to: stage,
        isRewrite: isRewrite,
        &branch,
        start,
        cause
      ) {
        // A stage that can't be written must not keep the others from being looked after.
        if outcome.kind == .staged || outcome.kind == .failed && cause != .retry {
          let newest = newest
          await keepOthers(after: position, branch, cause)
          self.newest = newest
        }
        return outcome
      }
    }
    return await bring(head, isRewrite: isRewrite, &branch, start, cause)
  }

  /// The ConfigMaps of a stage, as a commit has them.
  private struct Stage {
    var position: Int
    var state: DesiredState
    /// ConfigMaps that no map names any more, which must not stop the others.
    var gone: Set<ConfigMapTarget>

    var count: Int { state.configMaps.count + state.unmatchedTargets.count }
  }

  private func isIn(_ target: ConfigMapTarget, _ position: Int) -> Bool {
    settings.rollout.stage(of: target) == position
  }

  /// - Returns: What to end the pass with; `nil` if the next stage may have the commit.
  private func bring(
    _ head: PreparedHead,
    to stage: Stage,
    isRewrite: Bool,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Outcome? {
    let plan = settings.rollout.stages[stage.position]
    let known = await knownStages().first { $0.position == stage.position }
    let isFirst = known?.revision != head.revision
    let isNew = isFirst || known?.isWritten == false
    if isNew || hasFailed || cause != .hint && cause != .timer {
      let before = branch
      let run = await begin(head, &branch, start, cause)
      if isFirst {
        // After a kill or a failure it must not look as if the commit changed nothing here.
        var begun = self.entry()
        begun.stages = await stages(with: record(of: stage, head, at: begun.time, isWritten: false))
        await keep(begun)
      }
      let results = await write(
        stage.state,
        of: head.revision,
        isRewrite: isRewrite,
        goesOn: isNew && (isNewLeader || known?.isWritten == false)
      )
      var entry = entry()
      entry.expectations = expectations(results, head)
      if var outcome = failure(results, stage) {
        turnToWaiting(&outcome, head, &branch, &entry)
        let isWaiting = outcome.kind == .waiting
        let seen = isWaiting ? outcome.results : results
        await count(seen, isDrift: !isNew)
        entry.found = JournalEntry.Found(seen, revision: head.revision, isDrift: !isNew)
        entry.run = ended(run, outcome, head, start, cause)
        if !isWaiting { entry.reports = await reports(outcome, head, before: before).reports }
        if run != nil || !isKnownFailure(outcome) { await keep(entry) }
        return outcome
      }
      await count(results, isDrift: !isNew)
      entry.found = JournalEntry.Found(results, revision: head.revision, isDrift: !isNew)
      if isNew {
        var record = await record(of: stage, head, at: entry.time, isWritten: true)
        let isWritten = results.contains(where: \.isWritten)
        // What the stage has stays, and so does what is known of it. That it is stopped is said of
        // the newer commit, too.
        if isFirst, !isNewLeader || stage.count == 0, !isWritten {
          if known == nil { record.passUntouched() }
          if var kept = known, kept.isWritten {
            (kept.revision, kept.held) = (head.revision, nil)
            record = kept
          }
        }
        entry.stages = await stages(with: record)
        let written = results.count(where: \.isWritten)
        let message = "stage \(plan.name) has it, \(written) ConfigMaps written"
        if isWritten || run != nil {
          entry.run = ended(run, Outcome(.staged, message, results: results), head, start, cause)
          entry.reports = [status(of: head.revision, .pending, "stage \(plan.name) has it")]
        }
      }
      await keep(entry)
    }
    return await verdict(on: stage.position, head)
  }

  /// Why the stage does not have it; `nil` if it has.
  private func failure(_ results: [TargetResult], _ stage: Stage) -> Outcome? {
    let failed = results.filter { $0.kind == .failed && !stage.gone.contains($0.target) }
    if failed.isEmpty, results.count == stage.count { return nil }
    let reason =
      failed.firstFailure.map { "\($0.target): \($0.error?.message ?? "failed")" }
      ?? "stopped before all ConfigMaps were looked at"
    let name = settings.rollout.stages[stage.position].name
    return Outcome(.failed, "stage \(name): \(reason)", results: results)
  }

  private func record(
    of stage: Stage,
    _ head: PreparedHead,
    at time: Double,
    isWritten: Bool
  ) async -> StageRecord {
    var record = StageRecord(
      source: source.description,
      position: stage.position,
      name: settings.rollout.stages[stage.position].name,
      revision: head.revision,
      appliedAt: time,
      lineSince: await knownStages().first?.lineSince ?? time
    )
    record.isWritten = isWritten
    return record
  }

  /// All that is known of stages, with something new of one of them.
  private func stages(with record: StageRecord) async -> [StageRecord] {
    let others = await knownStages().filter { $0.position != record.position }
    return (others + [record]).sorted { $0.position < $1.position }
  }

  /// The same, where nothing gets on before the head changes; `nil` if no commit is on its way.
  func stoppedStages(by reason: String) async -> [StageRecord]? {
    var known = await knownStages()
    guard let last = known.lastIndex(where: { !$0.isUntouched }) else { return nil }
    known[last].held = reason
    (known[last].wellSince, known[last].wellAt, known[last].until) = (nil, nil, nil)
    return known
  }

  private func ended(
    _ run: Int64?,
    _ outcome: Outcome,
    _ head: PreparedHead,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) -> JournalEntry.Run {
    .ended(
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

  // MARK: The stages after it

  /// Keeps the ConfigMaps of later stages at what they had, also against others' changes.
  ///
  /// - Returns: What became of them, but for those that hold something newer.
  @discardableResult
  func keepOthers(
    after position: Int,
    _ branch: BranchRecord,
    _ cause: RunRecord.Cause
  ) async -> [TargetResult] {
    guard cause != .hint, cause != .timer else { return [] }
    var all: [TargetResult] = []
    let known = await knownStages()
    let current = prepared
    defer { prepared = current }
    for later in (position + 1)...settings.rollout.stages.count {
      let revision =
        known.first { $0.position == later }?.revision
        ?? (branch.isOvertaken ? nil : branch.applied)
      guard let revision, let old = try? await prepare(revision), old.refusal == nil else {
        continue
      }
      let part = old.state.part { isIn($0, later) }
      // A ConfigMap that holds something newer is left as it is.
      let results = await write(part, of: revision, isRewrite: false)
        .filter { $0.error?.cause != "withheld" }
      newest = nil
      await count(results, isDrift: true)
      var entry = entry()
      entry.found = JournalEntry.Found(results, revision: revision, isDrift: true)
      // Components of other stages have another commit.
      let own = Set(results.map(\.target))
      entry.expectations = expectations(results, old).filter { own.contains($0.target) }
      await keep(entry)
      all += results
    }
    return all
  }
}
