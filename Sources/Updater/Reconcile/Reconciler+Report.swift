internal import ConfigMaps

extension Reconciler {
  /// Pull requests of one push that are told; more come from a branch that was taken over late.
  private static let mostCommits = 30

  /// Posts what became of a commit, if anything did.
  func report(_ outcome: Outcome, _ head: PreparedHead, before: BranchRecord) async {
    let failing = Set(outcome.results.filter { $0.kind == .failed }.map(\.target))
    let known = before.applied == head.revision ? [] : await changes(of: head, before, failing)
    let isMended = known.contains { $0.kind == .failed && !failing.contains($0.target) }
    let wasFailure = posted.values.contains { $0.subject == .commit(head.revision, .failure) }
    let comments = comments(
      known.filter { $0.kind != .failed || failing.contains($0.target) },
      head,
      after: before.applied
    )
    let isFailure = outcome.kind == .failed
    guard
      outcome.results.contains(where: { $0.kind != .unchanged }) || !comments.isEmpty
        || !isFailure && (wasFailure || isMended)
    else { return }
    let status = statusReport(
      head.revision,
      isFailure ? .failure : .success,
      isFailure ? "some ConfigMaps could not be updated" : outcome.message
    )
    await post([status] + comments)
  }

  /// What runs have written of a commit, or could not, and what a run must have written that was
  /// killed, or got no answer, and has told nobody.
  private func changes(
    of head: PreparedHead,
    _ before: BranchRecord,
    _ failing: Set<ConfigMapTarget>
  ) async -> [RunRecord.Change] {
    let source = source
    let recorded =
      await attempt("journal") {
        try await self.journal.changesSinceSuccess(of: source, revision: head.revision)
      } ?? []
    guard before.attempted == head.revision else { return recorded }
    let written = Set(recorded.filter { $0.kind != .failed }.map(\.target))
    return recorded + head.changes.filter { !written.union(failing).contains($0.target) }
  }

  private func comments(
    _ changes: [RunRecord.Change],
    _ head: PreparedHead,
    after applied: String?
  ) -> [Report] {
    if changes.isEmpty { return [] }
    let files = head.files
    return newCommits(head.revision, after: applied).compactMap { commit in
      let paths = (try? upstream.changedPaths(of: commit)) ?? []
      let own = changes.filter { $0.kind != .failed || $0.concerns(paths, files) }
      return ReportText.changes(of: paths, own, revision: head.revision).map { text in
        Report(
          repository: source.repository,
          branch: source.branch,
          subject: .pullRequests(of: commit),
          body: text
        )
      }
    }
  }

  /// Posts that a head is not applied.
  func reportRefusal(_ refusal: String, _ head: String, _ branch: BranchRecord) async {
    let text = ReportText.refusal(refusal, revision: head)
    let comments = newCommits(head, after: branch.applied).map { commit in
      Report(
        repository: source.repository,
        branch: source.branch,
        subject: .pullRequests(of: commit),
        body: text
      )
    }
    await post([statusReport(head, .failure, "not applied: \(refusal)")] + comments)
  }

  private func statusReport(
    _ commit: String,
    _ status: Report.Status,
    _ text: String
  ) -> Report {
    Report(
      repository: source.repository,
      branch: source.branch,
      subject: .commit(commit, status),
      body: text
    )
  }

  /// What came to the branch since all ConfigMaps were last right; only the head where that is not
  /// known.
  private func newCommits(_ head: String, after applied: String?) -> [String] {
    guard let applied else { return [head] }
    let count = Reconciler.mostCommits
    let commits = (try? upstream.commits(after: applied, to: head, count: count)) ?? []
    return commits.isEmpty ? [head] : commits
  }
}

extension RunRecord.Change {
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

extension PreparedHead {
  /// What must have been written of a commit that a run before this one has begun: it was killed,
  /// or got no answer, and has told nobody.
  fileprivate var changes: [RunRecord.Change] {
    state.configMaps.map { configMap in
      RunRecord.Change(
        target: configMap.target,
        kind: .updated,
        keys: configMap.entries.map {
          RunRecord.Key(key: $0.key, change: .changed, path: $0.path)
        },
        error: nil,
        diff: ""
      )
    }
  }

  /// The files of each ConfigMap.
  fileprivate var files: [ConfigMapTarget: Set<String>] {
    Dictionary(
      uniqueKeysWithValues: state.configMaps.map { ($0.target, Set($0.entries.map(\.path))) }
    )
  }
}
