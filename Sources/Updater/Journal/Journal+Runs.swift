internal import Cluster
internal import ConfigMaps
internal import SQLite

extension Journal {
  /// Bytes of the diffs of one ConfigMap that are kept.
  private static let mostDiff = 32_768

  /// - Returns: Its number.
  static func beginRun(
    of source: FollowedBranch,
    _ cause: RunRecord.Cause,
    at time: Double,
    _ database: Database
  ) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO runs (source, cause, startedAt, outcome, message) VALUES (?, ?, ?, ?, '')
        """,
      arguments: [
        source.description, cause.rawValue, time, RunRecord.Outcome.running.rawValue,
      ]
    )
    return database.lastInsertedRowID
  }

  /// Ends a run with what it wrote.
  ///
  /// - Returns: Its number.
  static func end(
    _ run: JournalEntry.Ended,
    _ entry: JournalEntry,
    _ database: Database
  ) throws -> Int64 {
    let id = try begun(run, of: entry.source, database)
    try database.execute(
      sql: "UPDATE runs SET endedAt = ?, revision = ?, outcome = ?, message = ? WHERE id = ?",
      arguments: [entry.time, run.revision, run.outcome.rawValue, run.message, id]
    )
    for result in run.results where result.kind != .unchanged {
      let target = result.target
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO changes
          (run, cluster, namespace, name, kind, keys, error, publicError, diff)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, target.cluster, target.namespace, target.name, result.kind.rawValue,
          RunRecord.text(of: result.keys), result.error?.message, result.error?.publicMessage,
          Journal.diff(of: result.keys),
        ]
      )
    }
    return id
  }

  /// The number of a run, which a journal that was begun anew meanwhile does not have.
  private static func begun(
    _ run: JournalEntry.Ended,
    of source: FollowedBranch,
    _ database: Database
  ) throws -> Int64 {
    if let id = run.id,
      try Bool.fetchOne(database, sql: "SELECT 1 FROM runs WHERE id = ?", arguments: [id]) ?? false
    {
      return id
    }
    return try beginRun(of: source, run.cause, at: run.startedAt, database)
  }

  private static func diff(of keys: [TargetResult.Key]) -> String {
    var text = ""
    for key in keys {
      let diff = key.diff.map { "\n\($0)" } ?? ""
      let writer = key.writer.map { ", \($0)" } ?? ""
      text += "\(key.change.rawValue) \(key.key)\(writer)\(diff)\n"
      guard text.utf8.count > mostDiff else { continue }
      return String(decoding: text.utf8.prefix(mostDiff), as: UTF8.self) + "\n… and more\n"
    }
    return text
  }

  /// The last runs, the newest first.
  ///
  /// - Parameters:
  ///   - count: No more than these.
  ///   - isChange: Whether to leave out those that changed nothing.
  /// - Returns: The runs with what they wrote.
  /// - Throws: What SQLite says.
  package func runs(_ count: Int, thatChanged isChange: Bool) async throws -> [RunRecord] {
    try await read { database in
      let unchanged = RunRecord.Outcome.unchanged.rawValue
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT * FROM runs WHERE outcome != ? OR NOT ? ORDER BY id DESC LIMIT ?",
        arguments: [unchanged, isChange, count]
      )
      return try rows.map { try RunRecord($0, changes: Journal.changes(of: $0["id"], database)) }
    }
  }

  /// What was written since all ConfigMaps last held another commit than this one, and what failed
  /// last.
  ///
  /// - Parameters:
  ///   - source: The branch.
  ///   - revision: The commit.
  ///   - latest: What the run came to that the journal has not seen the end of.
  /// - Returns: In the order of their targets; a ConfigMap that was written before it failed is
  ///   there twice.
  /// - Throws: What SQLite says.
  package func changesSinceSuccess(
    of source: FollowedBranch,
    revision: String,
    latest: [RunRecord.Change] = []
  ) async throws -> [RunRecord.Change] {
    let name = source.description
    return try await read { database in
      let runs = try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM runs WHERE source = ? AND id > coalesce(
            (SELECT max(id) FROM runs WHERE source = ? AND revision != ? AND outcome IN (?, ?)), 0
          ) ORDER BY id
          """,
        arguments: [
          name, name, revision, RunRecord.Outcome.applied.rawValue,
          RunRecord.Outcome.unchanged.rawValue,
        ]
      )
      var written: [ConfigMapTarget: RunRecord.Change] = [:]
      var failed: [ConfigMapTarget: RunRecord.Change] = [:]
      for changes in try runs.map({ try Journal.changes(of: $0, database) }) + [latest] {
        for change in changes {
          failed[change.target] = change.kind == .failed ? change : nil
          if change.kind != .failed {
            written[change.target] = written[change.target]?.followed(by: change) ?? change
          }
        }
      }
      return (Array(written.values) + Array(failed.values)).sorted { $0.target < $1.target }
    }
  }

  private static func changes(
    of run: Int64,
    _ database: Database
  ) throws -> [RunRecord.Change] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM changes WHERE run = ? ORDER BY cluster, namespace, name",
      arguments: [run]
    ).map { try RunRecord.Change($0) }
  }

  /// Says that runs without an end were killed.
  package func markInterrupted(at time: Double) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE runs SET outcome = ?, endedAt = ?, message = ? WHERE outcome = ?",
        arguments: [
          RunRecord.Outcome.interrupted.rawValue, time,
          "the process ended before the run did; the next one goes on",
          RunRecord.Outcome.running.rawValue,
        ]
      )
    }
  }
}
