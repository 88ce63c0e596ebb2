internal import ConfigMaps

extension Reconciler {
  /// Pull requests of one push that are told; more come from a branch that was taken over late.
  private static let mostCommits = 30

  /// Posts what became of a commit, if anything did.
  func report(_ outcome: Outcome, _ head: PreparedHead, before: BranchRecord) async {
    guard outcome.results.contains(where: { $0.kind != .unchanged }) else { return }
    let (source, now) = (source, timekeeper.wall())
    let isFailure = outcome.kind == .failed
    var reports = [
      statusReport(
        head.revision,
        isFailure ? .failure : .success,
        isFailure ? "some ConfigMaps could not be updated" : outcome.message
      )
    ]
    if before.applied != head.revision {
      let changes =
        await attempt("journal") {
          try await self.journal.changesSinceSuccess(of: source, revision: head.revision)
        } ?? []
      for commit in newCommits(head.revision, after: before.applied) {
        let paths = (try? upstream.changedPaths(of: commit)) ?? []
        guard let text = ReportText.changes(of: paths, changes, revision: head.revision) else {
          continue
        }
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
    let posted = reports
    await attempt("journal") { try await self.journal.post(posted, at: now) }
  }

  /// Posts that a head is not applied.
  func reportRefusal(_ refusal: String, _ head: String, _ branch: BranchRecord) async {
    let now = timekeeper.wall()
    let text = ReportText.refusal(refusal, revision: head)
    let comments = newCommits(head, after: branch.applied).map { commit in
      Report(
        repository: source.repository,
        branch: source.branch,
        subject: .pullRequests(of: commit),
        body: text
      )
    }
    let posted = [statusReport(head, .failure, "not applied: \(refusal)")] + comments
    await attempt("journal") { try await self.journal.post(posted, at: now) }
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
