/// Tells GitHub what waits in the journal, again and again until it has been told.
package struct ReportSender: Sendable {
  private let journal: Journal
  private let reporting: any Reporting
  private let timekeeper: Timekeeper
  private let failed: @Sendable (GitHubError) -> Void

  /// Tries of one report, over about a day.
  private static let attempts = 30
  /// The same of a report with which GitHub finds fault.
  private static let attemptsIfRefused = 3
  /// Seconds between two tries at most.
  private static let longestPause = 3600.0

  /// - Parameters:
  ///   - journal: Holds the reports.
  ///   - reporting: Takes them.
  ///   - timekeeper: Tells the time.
  ///   - failed: Receives each failure, for log and metrics.
  package init(
    journal: Journal,
    reporting: any Reporting,
    timekeeper: Timekeeper,
    failed: @escaping @Sendable (GitHubError) -> Void
  ) {
    self.journal = journal
    self.reporting = reporting
    self.timekeeper = timekeeper
    self.failed = failed
  }

  /// Sends what is due, until GitHub asks for fewer requests.
  ///
  /// - Throws: What the journal says. What was told and not noted is told again.
  package func sendDue() async throws {
    var unsaved: (any Error)?
    for queued in try await journal.dueReports(at: timekeeper.wall()) {
      do throws(GitHubError) {
        try await send(queued.report)
        // The others must not wait for the journal.
        do { try await journal.sent(queued.report) } catch { unsaved = error }
      } catch {
        failed(error)
        try await putOff(queued, error)
        if case .rateLimited = error.kind { break }
      }
      if Task.isCancelled { break }
    }
    if let unsaved { throw unsaved }
  }

  private func putOff(_ queued: Journal.QueuedReport, _ error: GitHubError) async throws {
    let isRefused = if case .refused = error.kind { true } else { false }
    if queued.attempts >= (isRefused ? ReportSender.attemptsIfRefused : ReportSender.attempts) {
      // Nobody reads a comment about the day before yesterday; the log and the metrics have it.
      return try await journal.sent(queued.report)
    }
    let now = timekeeper.wall()
    var next = now + min(ReportSender.longestPause, 5 * Double(1 << min(queued.attempts, 12)))
    if case .rateLimited(let until) = error.kind { next = max(next, until) }
    try await journal.postpone(queued.report, until: next)
  }

  private func send(_ report: Report) async throws(GitHubError) {
    switch report.subject {
    case .pullRequests(let commit):
      let numbers = try await reporting.pullRequests(
        of: commit,
        on: report.branch,
        in: report.repository
      )
      for number in numbers {
        try await reporting.comment(
          report.body,
          marker: ReportText.marker(report.repository, report.branch),
          commit: commit,
          on: number,
          in: report.repository
        )
      }
    case .commit(let commit, let status):
      try await reporting.setStatus(status, report.body, of: commit, in: report.repository)
    }
  }
}
