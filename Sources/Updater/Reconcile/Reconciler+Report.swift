internal import ConfigMaps

extension Reconciler {
  /// Pull requests of one push that are told; more come from a branch that was taken over late.
  static let mostCommits = 30

  /// What GitHub is to be told of what became of a commit.
  func reports(
    _ outcome: Outcome,
    _ head: PreparedHead,
    before: BranchRecord
  ) async -> Told {
    let source = source
    let failing = Set(outcome.results.filter { $0.kind == .failed }.map(\.target))
    let known =
      before.applied == head.revision
      ? [] : await changes(of: head, before, outcome.results, failing)
    let current = known.filter { $0.kind != .failed || failing.contains($0.target) }
    let isFailure = outcome.kind == .failed
    let failures = await attempt("journal") { try await self.journal.failures(of: source) } ?? []
    let isMended = !isFailure && (failures.contains(head.revision) || known.count > current.count)
    // Failures of a head that is not applied stay while the last good state is kept.
    let isHead = before.head == head.revision
    let others = isFailure || !isHead ? [] : failures.subtracting([head.revision])
    let told = told(current, head, before)
    guard
      outcome.results.contains(where: { $0.kind != .unchanged }) || !told.reports.isEmpty
        || isMended
        || !others.isEmpty
    else { return Told() }
    let status = status(
      of: head.revision,
      isFailure ? .failure : .success,
      isFailure ? "some ConfigMaps could not be updated" : outcome.message
    )
    let back = takenBack(others, beside: told.reports, head.revision, before.applied)
    return Told(reports: [status] + told.reports + back, comments: told.comments)
  }

  /// What GitHub is told.
  struct Told {
    var reports: [Report] = []
    /// Which ConfigMaps the comments are about.
    var comments: [(report: Report, commit: String, targets: [ConfigMapTarget])] = []
  }

  /// What runs have written of a commit, or could not, and what others must have written of it that
  /// have told nobody.
  private func changes(
    of head: PreparedHead,
    _ before: BranchRecord,
    _ results: [TargetResult],
    _ failing: Set<ConfigMapTarget>
  ) async -> [RunRecord.Change] {
    let source = source
    let latest = results.filter { $0.kind != .unchanged }.map { RunRecord.Change($0) }
    let recorded =
      await attempt("journal") {
        try await self.journal.changesSinceSuccess(
          of: source,
          revision: head.revision,
          latest: latest
        )
      } ?? latest
    var untold: [ConfigMapTarget: RunRecord.Change] = [:]
    for change in await self.untold(head, before, results) where !failing.contains(change.target) {
      untold[change.target] = change
    }
    let told = recorded.map { change in
      guard change.kind != .failed else { return change }
      return untold.removeValue(forKey: change.target)?.followed(by: change) ?? change
    }
    return told + untold.values.sorted { $0.target < $1.target }
  }

  /// What a process must have written that was killed, or got no answer, or led before this one.
  private func untold(
    _ head: PreparedHead,
    _ before: BranchRecord,
    _ results: [TargetResult]
  ) async -> [RunRecord.Change] {
    if before.applied == nil, before.attempted == nil {
      // A journal without a past: of what is right already, only VERSION tells when it came.
      let right = Set(results.filter { $0.heldRevision == head.revision }.map(\.target))
      return RunRecord.Change.all(from: .empty, to: head.state).filter { right.contains($0.target) }
    }
    guard before.attempted != before.applied || isNewLeader else { return [] }
    var old = DesiredState.empty
    if let applied = before.applied, let tree = try? upstream.tree(of: applied),
      let known = try? await reader.prepare(tree, revision: applied, repository: source.repository)
    {
      old = known.state
    }
    return RunRecord.Change.all(from: old, to: head.state)
  }

  /// A comment on the pull requests of each commit that changed something, and the status of those
  /// that are not the head.
  private func told(
    _ changes: [RunRecord.Change],
    _ head: PreparedHead,
    _ before: BranchRecord
  ) -> Told {
    var told = Told()
    if changes.isEmpty { return told }
    let files = head.files
    for commit in newCommits(head.revision, before) {
      let paths = (try? upstream.changedPaths(of: commit)) ?? []
      let own = changes.filter { $0.kind != .failed || $0.concerns(paths, files) }
      guard let text = ReportText.changes(of: paths, own, revision: head.revision) else {
        continue
      }
      let comment = comment(on: commit, text)
      told.reports.append(comment)
      told.comments.append((comment, commit, ReportText.written(of: paths, own).map(\.target)))
      if commit == head.revision { continue }
      let isFailure = own.contains { $0.kind == .failed }
      told.reports.append(
        status(
          of: commit,
          isFailure ? .failure : .success,
          isFailure
            ? "some ConfigMaps could not be updated"
            : "applied with \(head.revision.prefix(12))"
        )
      )
    }
    return told
  }

  /// Takes back that commits failed of which there is nothing else to say.
  private func takenBack(
    _ commits: Set<String>,
    beside told: [Report],
    _ head: String,
    _ applied: String?
  ) -> [Report] {
    let keys = Set(told.map(\.key))
    return commits.sorted().flatMap { commit -> [Report] in
      var reports = [status(of: commit, .success, "applied with \(head.prefix(12))")]
      // What was applied once has a comment that says what it changed.
      if !wasApplied(commit, applied) {
        reports.append(comment(on: commit, ReportText.nothing(revision: head)))
      }
      return reports.filter { !keys.contains($0.key) }
    }
  }

  private func wasApplied(_ commit: String, _ applied: String?) -> Bool {
    guard let applied else { return false }
    if applied == commit { return true }
    return (try? upstream.relation(of: applied, to: commit)) == .descendant
  }

  /// What GitHub is to be told of a head that is not applied.
  func refusalReports(_ refusal: String, _ head: String, _ branch: BranchRecord) -> [Report] {
    let text = ReportText.refusal(refusal, revision: head)
    return openCommits(head, branch).flatMap { commit in
      [status(of: commit, .failure, "not applied: \(refusal)"), comment(on: commit, text)]
    }
  }

  func status(of commit: String, _ status: Report.Status, _ text: String) -> Report {
    Report(
      repository: source.repository,
      branch: source.branch,
      subject: .commit(commit, status),
      body: text
    )
  }

  func comment(on commit: String, _ text: String) -> Report {
    Report(
      repository: source.repository,
      branch: source.branch,
      subject: .pullRequests(of: commit),
      body: text
    )
  }

  /// What came to the branch since all ConfigMaps were last right, or since it was first seen; only
  /// the head where that is not known.
  func newCommits(_ head: String, _ before: BranchRecord) -> [String] {
    guard let last = before.applied ?? before.first, last != head else { return [head] }
    let count = Reconciler.mostCommits
    var commits = (try? upstream.commits(after: last, to: head, count: count)) ?? []
    if before.applied == nil, (try? upstream.relation(of: head, to: last)) == .descendant {
      commits.append(last)
    }
    return commits.isEmpty ? [head] : commits
  }
}

extension RunRecord.Change {
  init(_ result: TargetResult) {
    self.init(
      target: result.target,
      kind: result.kind,
      keys: result.keys.map { RunRecord.Key(key: $0.key, change: $0.change, path: $0.path) },
      error: result.error?.message,
      publicError: result.error?.publicMessage,
      diff: ""
    )
  }

  /// What must be written to bring ConfigMaps from one state to another.
  fileprivate static func all(
    from old: DesiredState,
    to new: DesiredState
  ) -> [RunRecord.Change] {
    StateDiff(from: old, to: new).configMaps.map { diff in
      RunRecord.Change(
        target: diff.target,
        kind: .updated,
        keys: diff.keys.flatMap { RunRecord.Key.all($0) }.sorted { $0.key < $1.key },
        error: nil,
        diff: ""
      )
    }
  }

  /// Whether any of some files is in the ConfigMap.
  ///
  /// `files`: The files of each ConfigMap.
  fileprivate func concerns(
    _ paths: Set<String>,
    _ files: [ConfigMapTarget: Set<String>]
  ) -> Bool {
    !(files[target] ?? []).isDisjoint(with: paths)
  }
}

extension RunRecord.Key {
  fileprivate static func all(_ change: KeyChange) -> [RunRecord.Key] {
    let gone = change.new == nil ? change.key : nil
    let renamed: String? = if case .renamed(let old) = change.kind { old } else { nil }
    return [gone, renamed].compactMap { $0 }.map {
      RunRecord.Key(key: $0, change: .removed, path: nil)
    }
      + (change.new.map { [RunRecord.Key(key: change.key, change: .changed, path: $0.path)] } ?? [])
  }
}

extension PreparedHead {
  /// The files of each ConfigMap.
  fileprivate var files: [ConfigMapTarget: Set<String>] {
    Dictionary(
      uniqueKeysWithValues: state.configMaps.map { ($0.target, Set($0.entries.map(\.path))) }
    )
  }
}
