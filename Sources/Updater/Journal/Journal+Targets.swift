package import ConfigMaps
internal import SQLite

/// What is known of a ConfigMap that a branch's files go to.
package struct TargetRecord: Sendable, Hashable {
  /// `org/repo@branch`.
  package var source: String
  package var target: ConfigMapTarget
  /// The commit whose files it was last brought to.
  package var revision: String?
  /// Bytes of all its values.
  package var bytes: Int
  /// When it was last looked at, changed, and found other than it was left; seconds since 1970.
  package var checkedAt: Double
  package var changedAt: Double?
  package var driftAt: Double?
  /// Why the last try failed, in one line.
  package var error: String?
}

extension Journal {
  /// Keeps what a run found and did.
  static func record(
    _ found: JournalEntry.Found,
    _ entry: JournalEntry,
    _ database: Database
  ) throws {
    for result in found.results {
      let target = result.target
      let written = result.isWritten ? entry.time : nil
      try database.execute(
        sql: """
          INSERT INTO targets
          (source, cluster, namespace, name, revision, bytes, checkedAt, changedAt, driftAt, error)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET
            revision = coalesce(excluded.revision, revision),
            bytes = CASE WHEN excluded.error IS NULL THEN excluded.bytes ELSE bytes END,
            checkedAt = excluded.checkedAt,
            changedAt = coalesce(excluded.changedAt, changedAt),
            driftAt = coalesce(excluded.driftAt, driftAt),
            error = excluded.error
          """,
        arguments: [
          entry.source.description, target.cluster, target.namespace, target.name,
          result.error == nil ? found.revision : nil, result.bytes, entry.time, written,
          found.isDrift && (result.isWritten || result.error?.cause == "conflict")
            ? entry.time : nil, result.error?.message,
        ]
      )
    }
  }

  /// All that is known, in the order of source and target.
  package func targets() async throws -> [TargetRecord] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM targets ORDER BY source, cluster, namespace, name"
      ).map { row in
        TargetRecord(
          source: row["source"],
          target: ConfigMapTarget(
            cluster: row["cluster"],
            namespace: row["namespace"],
            name: row["name"]
          ),
          revision: row["revision"],
          bytes: row["bytes"],
          checkedAt: row["checkedAt"],
          changedAt: row["changedAt"],
          driftAt: row["driftAt"],
          error: row["error"]
        )
      }
    }
  }

  /// Forgets ConfigMaps that hold nothing of a branch any more.
  static func forget(
    _ targets: [ConfigMapTarget],
    of source: FollowedBranch,
    _ database: Database
  ) throws {
    for target in targets {
      try database.execute(
        sql: """
          DELETE FROM targets WHERE source = ? AND cluster = ? AND namespace = ? AND name = ?
          """,
        arguments: [source.description, target.cluster, target.namespace, target.name]
      )
    }
  }
}
