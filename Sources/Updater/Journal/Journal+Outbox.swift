internal import SQLite

/// What GitHub is to be told; kept until it has been.
package struct Report: Sendable, Hashable {
  package var repository: RepositoryName
  package var branch: String
  package var subject: Subject
  /// Markdown of a comment, or the one line of a status.
  package var body: String

  package enum Subject: Sendable, Hashable {
    /// A comment on each pull request that brought a commit to the branch.
    case pullRequests(of: String)
    case commit(String, Status)
  }

  /// The state of a commit status, as GitHub names it.
  package enum Status: String, Sendable { case success, failure, pending, error }

  /// The same for all that GitHub shows in one place, so that the last one wins.
  var key: String {
    switch subject {
    case .pullRequests(let commit): "\(repository)@\(branch) comment \(commit)"
    case .commit(let commit, _): "\(repository)@\(branch) status \(commit)"
    }
  }
}

extension Journal {
  /// A report that was not sent yet.
  package struct QueuedReport: Sendable {
    package let report: Report
    /// How often it was tried.
    package let attempts: Int
  }

  /// Puts reports where they wait until they are sent, each in the place of an older one about the
  /// same.
  static func post(_ reports: [Report], at time: Double, _ database: Database) throws {
    for report in reports {
      let (commit, status): (String, Report.Status?) =
        switch report.subject {
        case .pullRequests(let commit): (commit, nil)
        case .commit(let commit, let status): (commit, status)
        }
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO outbox
          (key, repository, branch, revision, state, body, dueAt) VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          report.key, report.repository.description, report.branch, commit, status?.rawValue,
          report.body, time,
        ]
      )
      guard let status else { continue }
      let source = "\(report.repository)@\(report.branch)"
      try database.execute(
        sql: status == .success
          ? "DELETE FROM failures WHERE source = ? AND revision = ?"
          : "INSERT OR IGNORE INTO failures (source, revision) VALUES (?, ?)",
        arguments: [source, commit]
      )
    }
  }

  /// The commits of which GitHub was last told, or is to be told, that they failed.
  package func failures(of source: FollowedBranch) async throws -> Set<String> {
    let name = source.description
    return try await read { database in
      Set(
        try String.fetchAll(
          database,
          sql: "SELECT revision FROM failures WHERE source = ?",
          arguments: [name]
        )
      )
    }
  }

  /// Reports that are due, the oldest first.
  package func dueReports(at time: Double) async throws -> [QueuedReport] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM outbox WHERE dueAt <= ? ORDER BY dueAt, key LIMIT 100",
        arguments: [time]
      ).compactMap { row in
        let (commit, state): (String, String?) = (row["revision"], row["state"])
        let status = state.flatMap { Report.Status(rawValue: $0) }
        let subject = status.map { Report.Subject.commit(commit, $0) } ?? .pullRequests(of: commit)
        guard let repository = RepositoryName(row["repository"]) else { return nil }
        let report = Report(
          repository: repository,
          branch: row["branch"],
          subject: subject,
          body: row["body"]
        )
        return QueuedReport(report: report, attempts: row["attempts"])
      }
    }
  }

  package func reportCount() async throws -> Int {
    try await read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM outbox") ?? 0 }
  }

  /// Drops a report that was sent, unless there is a newer one in its place.
  package func sent(_ report: Report) async throws {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM outbox WHERE key = ? AND body = ?",
        arguments: [report.key, report.body]
      )
    }
  }

  /// Puts a report off.
  package func postpone(_ report: Report, until time: Double) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE outbox SET attempts = attempts + 1, dueAt = ? WHERE key = ?",
        arguments: [time, report.key]
      )
    }
  }
}
