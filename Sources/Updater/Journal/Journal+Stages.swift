internal import SQLite

extension Journal {
  /// Stages that have a commit which is not everywhere yet, in their order.
  package func stages(of source: String? = nil) async throws -> [StageRecord] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM stages WHERE ? IS NULL OR source = ? ORDER BY source, position",
        arguments: [source, source]
      ).map { row in
        var record = StageRecord(
          source: row["source"],
          position: row["position"],
          name: row["name"],
          revision: row["revision"],
          appliedAt: row["appliedAt"],
          lineSince: row["lineSince"]
        )
        record.wellSince = row["wellSince"]
        record.wellAt = row["wellAt"]
        record.until = row["until"]
        record.held = row["held"]
        record.isWritten = row["isWritten"]
        return record
      }
    }
  }

  static func replaceStages(
    _ stages: [StageRecord],
    _ source: FollowedBranch,
    _ database: Database
  ) throws {
    try database.execute(
      sql: "DELETE FROM stages WHERE source = ?",
      arguments: [source.description]
    )
    for stage in stages {
      try database.execute(
        sql: """
          INSERT INTO stages
          (source, position, name, revision, appliedAt, lineSince, wellSince, wellAt, until, held,
          isWritten) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          source.description, stage.position, stage.name, stage.revision, stage.appliedAt,
          stage.lineSince, stage.wellSince, stage.wellAt, stage.until, stage.held,
          stage.isWritten,
        ]
      )
    }
  }
}
