internal import ConfigMaps

extension Reconciler {
  /// Pull requests of one push that are told; more come from a branch that was taken over late.
  private static let mostCommits = 30

  /// Posts what became of a commit, if anything did.
  func report(_ outcome: Outcome, _ head: PreparedHead, before: BranchRecord) async {
    let source = source
    let isFailure = outcome.kind == .failed
    var changes: [RunRecord.Change] = []
    if before.applied != head.revision {
      changes =
        await attempt("journal") {
          try await self.journal.changesSinceSuccess(of: source, revision: head.revision)
        } ?? []
    }
    let failing = Set(outcome.results.filter { $0.kind == .failed }.map(\.target))
    let mended = changes.filter { $0.kind == .failed && !failing.contains($0.target) }
    let wasFailure = posted.values.contains { $0.subject == .commit(head.revision, .failure) }
    guard
      outcome.results.contains(where: { $0.kind != .unchanged })
        || !isFailure && (wasFailure || !mended.isEmpty)
    else { return }
    changes.removeAll { $0.kind == .failed && !failing.contains($0.target) }
    var reports = [
      statusReport(
        head.revision,
        isFailure ? .failure : .success,
        isFailure ? "some ConfigMaps could not be updated" : outcome.message
      )
    ]
    if before.applied != head.revision {
      let files = head.files
      for commit in newCommits(head.revision, after: before.applied) {
        let paths = (try? upstream.changedPaths(of: commit)) ?? []
        let own = changes.filter { $0.kind != .failed || $0.concerns(paths, files) }
        let text =
          ReportText.changes(of: paths, own, revision: head.revision)
          ?? (mended.contains { $0.concerns(paths, files) }
            ? ReportText.mended(revision: head.revision) : nil)
        guard let text else { continue }
        reports.append(
          Report(
            repository: source.repository,
            branch: source.branch,
            subject: .pullRequests(of: commit),
            body: text
          )
        )
      }
    }
    await post(reports)
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
  /// The files of each ConfigMap.
  fileprivate var files: [ConfigMapTarget: Set<String>] {
    Dictionary(
      uniqueKeysWithValues: state.configMaps.map { ($0.target, Set($0.entries.map(\.path))) }
    )
  }
}
