internal import ConfigMaps
internal import Logging

/// Whether a stage is well.
extension Reconciler {
  /// Seconds without a look after which nobody knows whether a stage was well.
  private static let longestGap = 300.0

  /// - Returns: `nil` if a stage was well for its time.
  func verdict(on position: Int, _ head: PreparedHead) async -> Outcome? {
    let plan = settings.rollout.stages[position]
    let now = timekeeper.wall()
    guard let known = await knownStages().first(where: { $0.position == position }) else {
      return Outcome(.staged, "stage \(plan.name) is not known")
    }
    if known.isUntouched {
      metrics.set(.stageHeld, labels + ["stage", plan.name], 0)
      return nil
    }
    var record = known
    switch await health(of: position, record, head) {
    case .waiting(let reason):
      (record.wellSince, record.wellAt, record.until, record.held) = (nil, nil, nil, nil)
      await save(record, known, head)
      return Outcome(.staged, "stage \(plan.name) has it, and waits: \(reason)")
    case .bad(let reason):
      (record.wellSince, record.wellAt, record.until, record.held) = (nil, nil, nil, reason)
      await save(record, known, head)
      return Outcome(.staged, "stopped after stage \(plan.name): \(reason)")
    case .well: break
    }
    let gap = max(Reconciler.longestGap, 2 * settings.headInterval.seconds)
    if let last = record.wellAt, now - last > gap { record.wellSince = nil }
    let since = record.wellSince ?? now
    (record.wellSince, record.wellAt) = (since, now)
    let until = since + plan.time.seconds
    (record.until, record.held) = (until, nil)
    await save(record, known, head)
    let left = until - now
    if left <= 0 { return nil }
    stageEnd = timekeeper.elapsed() + .nanoseconds(Int64(left * 1e9))
    return Outcome(
      .staged,
      "stage \(plan.name) has it and is well; the next stage gets it at "
        + "\(Timestamp.short(until)) UTC"
    )
  }

  private enum Health {
    case well
    case waiting(String)
    case bad(String)
  }

  /// What the components of a stage say, as far as they were asked after the write.
  private func health(
    of position: Int,
    _ stage: StageRecord,
    _ head: PreparedHead
  ) async -> Health {
    let all = settings.rollout.components(in: position)
    if all.isEmpty { return .well }
    let source = source.description
    guard
      let known = await attempt(
        "journal",
        { try await self.savedComponents(of: source) }
      )
    else { return .waiting("the journal can't be read") }
    var waiting: String?
    for component in all {
      guard let record = known.first(where: { $0.name == component.name }) else {
        // What another branch makes is told to that one.
        if !head.targets.contains(component.target) { continue }
        waiting = "\(component.name) was not asked yet"
        continue
      }
      switch record.state {
      case .loaded where (record.shownAt ?? 0) >= stage.appliedAt: break
      case .loaded, .waiting: waiting = "\(component.name) has not loaded it yet"
      case .unknown where isYoung(record, component):
        waiting = "\(component.name) does not tell yet what it has loaded"
      case .late, .unknown:
        let reason = record.note.map { ": \($0)" } ?? ""
        let what = record.state == .late ? "is late" : "does not tell what it has loaded"
        return .bad("\(component.name) \(what)\(reason)")
      }
    }
    return waiting.map { .waiting($0) } ?? .well
  }

  /// Whether a component that does not tell what it has may still be starting.
  private func isYoung(_ record: ComponentRecord, _ component: Rollout.Component) -> Bool {
    guard record.expected != nil, let missing = record.missingSince else { return false }
    return timekeeper.wall() - missing <= component.limit.seconds
  }

  /// Saves what is known of a stage, and says once that it is stopped.
  private func save(_ record: StageRecord, _ known: StageRecord, _ head: PreparedHead) async {
    metrics.set(.stageHeld, labels + ["stage", record.name], record.held == nil ? 0 : 1)
    if record == known { return }
    var entry = entry()
    entry.stages = await knownStages().map { $0.position == record.position ? record : $0 }
    if let held = record.held, known.held == nil {
      logger.error(
        "stopped after a stage",
        metadata: ["stage": "\(record.name)", "reason": "\(held)"]
      )
      let branch = await knownRecord()
      let text = ReportText.stopped(after: record.name, revision: head.revision)
      entry.reports = openCommits(head.revision, branch).flatMap { commit in
        [
          status(of: commit, .failure, "stopped after stage \(record.name)"),
          comment(on: commit, text),
        ]
      }
    } else if record.held == nil, known.held != nil {
      entry.reports = [status(of: head.revision, .pending, "stage \(record.name) has it")]
    }
    await keep(entry)
  }
}
