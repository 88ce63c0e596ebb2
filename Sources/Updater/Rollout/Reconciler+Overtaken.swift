internal import ConfigMaps
internal import Logging

/// What another replica has brought on while this one did not lead.
extension Reconciler {
  /// A ConfigMap, and the commit that it holds.
  private typealias Held = (target: ConfigMapTarget, commit: String)

  /// Compares what ConfigMaps hold with what this process knows of stages, after a start and after it
  /// took the lead.
  ///
  /// If another process has brought on something newer, and all ConfigMaps have the same by now, that
  /// was everywhere. If they have not, this process does not know what was everywhere last.
  ///
  /// - Returns: Whether it knows something else about the branch or its stages now.
  func lookAround(
    _ head: PreparedHead,
    _ branch: inout BranchRecord,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async -> Bool {
    guard !settings.rollout.stages.isEmpty, !isLookedAround, leadership.isHeld,
      cause != .hint, cause != .timer
    else { return false }
    if branch.applied == head.revision {
      isLookedAround = true
      return false
    }
    defer { prepared = head }
    var state = head
    if head.refusal != nil {
      guard let applied = branch.applied, let old = try? await prepare(applied) else {
        return false
      }
      state = old
    }
    let (results, held) = await read(state)
    isLookedAround = results.allSatisfy { $0.heldRevision != nil || $0.kind != .failed }
    let known = await knownStages()
    let foreign = held.filter { !isOwn($0, branch, known) }
    if foreign.isEmpty { return false }
    let top = branch.head ?? head.revision
    if let commit = last(of: held.map(\.commit), before: top), commit != branch.applied,
      let good = try? await prepare(commit), good.refusal == nil, await isEverywhere(good)
    {
      logger.notice(
        "another replica has led",
        metadata: ["reason": "all ConfigMaps have \(commit.prefix(12))"]
      )
      _ = await bring(good, isRewrite: false, &branch, start, cause)
      return true
    }
    unsettled = compare(state, held, before: top)
    // What this process knows of a stage does not count where another has gone on.
    let isPast = foreign.contains { other in
      known.contains { $0.position == settings.rollout.stage(of: other.target) }
    }
    if branch.isOvertaken || branch.applied == nil, !isPast { return false }
    logger.notice(
      "another replica has led",
      metadata: [
        "reason": """
        the ConfigMap \(foreign[0].target) holds \(foreign[0].commit.prefix(12)), and it is not known \
        which commit was everywhere last
        """
      ]
    )
    (branch.isOvertaken, branch.takenBack) = (branch.applied != nil, nil)
    var entry = entry()
    (entry.branch, entry.stages) = (branch, [])
    await keep(entry)
    // Without a journal it must be known, too.
    record = branch
    return true
  }

  /// What ConfigMaps hold, without writing anything.
  private func read(_ head: PreparedHead) async -> (results: [TargetResult], held: [Held]) {
    let (limited, found) = (mayRemove, newest)
    (prepared, mayRemove) = (head, true)
    defer { (mayRemove, newest) = (limited, found) }
    let results = await write(
      head.state.clearing(await gone(from: head)),
      of: head.revision,
      isRewrite: false,
      isDryRun: true
    )
    let held = results.compactMap { result -> Held? in
      guard let commit = result.heldRevision, GitMirror.isCommit(commit[...]) else { return nil }
      return (result.target, commit)
    }
    return (results, held)
  }

  private func isEverywhere(_ head: PreparedHead) async -> Bool {
    let results = await read(head).results
    return results.allSatisfy { $0.kind == .unchanged } && results.count >= head.targets.count
  }

  /// Whether this process may have brought a ConfigMap to what it holds.
  private func isOwn(_ held: Held, _ branch: BranchRecord, _ known: [StageRecord]) -> Bool {
    if let applied = branch.applied, leads(held.commit, to: applied) { return true }
    let position = settings.rollout.stage(of: held.target)
    if let record = known.first(where: { $0.position == position }) {
      return leads(held.commit, to: record.revision)
    }
    // What comes last has no record.
    let count = settings.rollout.stages.count
    guard position == count, known.count == count, known.allSatisfy(\.isPast),
      let attempted = branch.attempted
    else { return false }
    return leads(held.commit, to: attempted)
  }

  private func leads(_ older: String, to newer: String) -> Bool {
    let relation = try? upstream.relation(of: newer, to: older)
    return relation == .same || relation == .descendant
  }

  /// The newest of some commits that lead to another.
  private func last(of commits: [String], before top: String) -> String? {
    Set(commits).filter { leads($0, to: top) }.reduce(nil) { last, commit in
      guard let last, leads(commit, to: last) else { return commit }
      return last
    }
  }

  /// What ConfigMaps hold where nobody knows what was everywhere.
  struct Unsettled {
    /// The newest commit that some ConfigMap holds.
    var newest: String
    /// What the part has that is furthest behind.
    var oldest: String
    /// Whether each part holds some commit; else one may have nothing of `oldest`.
    var isWhole: Bool
  }

  private func compare(_ head: PreparedHead, _ held: [Held], before top: String) -> Unsettled? {
    let parts = Dictionary(grouping: head.targets) { settings.rollout.stage(of: $0) }
    let lasts = parts.values.map { targets in
      last(of: held.filter { targets.contains($0.target) }.map(\.commit), before: top)
    }
    let known = lasts.compactMap { $0 }
    guard let newest = last(of: known, before: top) else { return nil }
    let oldest = known.reduce(newest) { leads($0, to: $1) ? $0 : $1 }
    return Unsettled(newest: newest, oldest: oldest, isWhole: known.count == lasts.count)
  }

  /// Commits that may be on their way, the newest first; at least the head.
  func openCommits(_ head: String, _ branch: BranchRecord) -> [String] {
    guard let unsettled = unsettledPart(of: branch) else { return newCommits(head, branch) }
    let newer = commits(after: unsettled.newest, to: head)
    return newer.contains(unsettled.newest) ? newer : newer + [unsettled.newest]
  }

  /// Commits whose pull requests may have the label that takes a commit back, the newest first.
  func labelled(_ head: String, _ branch: BranchRecord) -> [String] {
    guard let unsettled = unsettledPart(of: branch) else { return newCommits(head, branch) }
    let newer = commits(after: unsettled.oldest, to: head)
    if unsettled.isWhole, !newer.isEmpty { return newer }
    return newer.contains(unsettled.oldest) ? newer : newer + [unsettled.oldest]
  }

  private func unsettledPart(of branch: BranchRecord) -> Unsettled? {
    branch.applied == nil || branch.isOvertaken ? unsettled : nil
  }

  private func commits(after older: String, to head: String) -> [String] {
    (try? upstream.commits(after: older, to: head, count: Reconciler.mostCommits)) ?? []
  }
}
