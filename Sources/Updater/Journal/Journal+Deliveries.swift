internal import SQLite

extension Journal {
  /// Keeps a webhook and its hints, once however often it comes.
  ///
  /// - Returns: Whether it is new.
  package func record(_ delivery: HookHandler.Delivery, at time: Double) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO deliveries (id, event, receivedAt) VALUES (?, ?, ?)",
        arguments: [delivery.id, delivery.event, time]
      )
      guard database.changesCount > 0 else { return false }
      for hint in delivery.hints {
        try database.execute(
          sql: """
            INSERT INTO hints (source, revision, pullRequest, forcedFrom, receivedAt)
            VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [
            hint.source.description, hint.revision, hint.pullRequest, hint.forcedFrom, time,
          ]
        )
      }
      return true
    }
  }

  /// A hint that nobody has acted on.
  package struct PendingHint: Sendable, Hashable {
    package let id: Int64
    package let revision: String?
    package let pullRequest: Int?
    package let forcedFrom: String?
    package let receivedAt: Double
  }

  /// Hints about a branch that nobody has acted on, in the order in which they came.
  package func pendingHints(of source: FollowedBranch) async throws -> [PendingHint] {
    let name = source.description
    return try await read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM hints WHERE source = ? AND isDone = 0 ORDER BY id LIMIT 1000",
        arguments: [name]
      ).map { row in
        PendingHint(
          id: row["id"],
          revision: row["revision"],
          pullRequest: row["pullRequest"],
          forcedFrom: row["forcedFrom"],
          receivedAt: row["receivedAt"]
        )
      }
    }
  }

  /// How many hints wait, whatever branch they are about.
  package func pendingHintCount() async throws -> Int {
    try await read { database in
      try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM hints WHERE isDone = 0") ?? 0
    }
  }

  /// Says that hints were acted on.
  package func finish(_ hints: [PendingHint]) async throws {
    if hints.isEmpty { return }
    try await write { database in
      for hint in hints {
        try database.execute(sql: "UPDATE hints SET isDone = 1 WHERE id = ?", arguments: [hint.id])
      }
    }
  }
}
