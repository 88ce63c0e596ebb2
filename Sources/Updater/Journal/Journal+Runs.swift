internal import Cluster
internal import ConfigMaps
internal import GRDB

extension Journal {
  /// Bytes of the diffs of one ConfigMap that are kept.
  private static let mostDiff = 32_768

  /// Begins a run.
  ///
  /// - Returns: Its number.
  package func beginRun(
    of source: FollowedBranch,
    _ cause: RunRecord.Cause,
    at time: Double
  ) async throws -> Int64 {
    let name = source.description
    return try await write { database in
      try database.execute(
        sql: """
          INSERT INTO runs (source, cause, startedAt, outcome, message) VALUES (?, ?, ?, ?, '')
          """,
        arguments: [name, cause.rawValue, time, RunRecord.Outcome.running.rawValue]
      )
      return database.lastInsertedRowID
    }
  }

  /// Ends a run with what it wrote.
  package func endRun(
    _ run: Int64,
    revision: String?,
    outcome: RunRecord.Outcome,
    message: String,
    results: [TargetResult],
    at time: Double
  ) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE runs SET endedAt = ?, revision = ?, outcome = ?, message = ? WHERE id = ?",
        arguments: [time, revision, outcome.rawValue, message, run]
      )
      for result in results where result.kind != .unchanged {
        let target = result.target
        try database.execute(
          sql: """
            INSERT OR REPLACE INTO changes
            (run, cluster, namespace, name, kind, keys, error, diff)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            run, target.cluster, target.namespace, target.name, result.kind.rawValue,
            RunRecord.text(of: result.keys), result.error?.message,
            Journal.diff(of: result.keys),
          ]
        )
      }
    }
  }

  private static func diff(of keys: [TargetResult.Key]) -> String {
    var text = ""
    for key in keys {
      let diff = key.diff.map { "\n\($0)" } ?? ""
      text += "\(key.change.rawValue) \(key.key)\(diff)\n"
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
  /// - Returns: In the order of their targets; a ConfigMap that was written before it failed is
  ///   there twice.
  package func changesSinceSuccess(
    of source: FollowedBranch,
    revision: String
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
      for run in runs {
        for change in try Journal.changes(of: run, database) {
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

extension RunRecord {
  fileprivate init(_ row: Row, changes: [Change]) {
    self.init(
      id: row["id"],
      source: row["source"],
      cause: Cause(rawValue: row["cause"]) ?? .timer,
      revision: row["revision"],
      startedAt: row["startedAt"],
      endedAt: row["endedAt"],
      outcome: Outcome(rawValue: row["outcome"]) ?? .failed,
      message: row["message"],
      changes: changes
    )
  }

  fileprivate static func text(of keys: [TargetResult.Key]) -> String {
    let items = keys.map { key in
      JSONValue.array([
        JSONValue(key.key), JSONValue(key.change.rawValue),
        key.path.map { JSONValue($0) } ?? .null,
      ])
    }
    return String(decoding: JSONValue.array(items).json, as: UTF8.self)
  }
}

extension RunRecord.Change {
  /// Two writes as if they were one.
  fileprivate func followed(by later: RunRecord.Change) -> RunRecord.Change {
    var both = self
    let names = Set(later.keys.map(\.key))
    both.keys = (keys.filter { !names.contains($0.key) } + later.keys).sorted { $0.key < $1.key }
    both.diff += later.diff
    return both
  }

  fileprivate init(_ row: Row) throws {
    let text: String = row["keys"]
    self.init(
      target: ConfigMapTarget(
        cluster: row["cluster"],
        namespace: row["namespace"],
        name: row["name"]
      ),
      kind: TargetResult.Kind(rawValue: row["kind"]) ?? .failed,
      keys: try JSONReader.read(Array(text.utf8)).items.compactMap { RunRecord.Key($0) },
      error: row["error"],
      diff: row["diff"]
    )
  }
}

extension RunRecord.Key {
  fileprivate init?(_ json: JSONValue) {
    guard json.items.count == 3, let key = json.items[0].string,
      let change = json.items[1].string.flatMap({ TargetResult.Key.Change(rawValue: $0) })
    else { return nil }
    self.init(key: key, change: change, path: json.items[2].string)
  }
}
