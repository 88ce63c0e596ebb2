internal import SQLite

/// How far a branch has come.
package struct BranchRecord: Sendable, Hashable {
  /// The commit that the remote's branch was first seen at.
  package var first: String?
  /// The commit that the remote's branch was last seen at.
  package var head: String?
  /// When that commit was made, in seconds since 1970.
  package var headTime: Double?
  package var seenAt: Double?
  /// The newest commit of which a write was begun: some ConfigMap may hold its files.
  package var attempted: String?
  /// The last commit that all ConfigMaps were brought to.
  package var applied: String?
  package var appliedAt: Double?
  /// Why the head is not applied, in one line; `nil` if it is, or may be.
  package var refusal: String?
  /// The commit whose pull request asks to go back; `nil` while none does.
  package var takenBack: String?
  /// Whether another process has brought ConfigMaps to something newer than `applied`, which then is
  /// perhaps not the last commit that was everywhere.
  package var isOvertaken = false
  /// What keeps the head from being applied for a while.
  package var wait: Wait?

  package struct Wait: Sendable, Hashable {
    /// What was found, in one line.
    package var found: String
    /// Seconds since 1970.
    package var until: Double

    package init(found: String, until: Double) {
      self.found = found
      self.until = until
    }
  }

  package init() {}
}

extension Journal {
  /// The branches that are followed, as `FollowedBranch` names them, sorted.
  package func branches() async throws -> [String] {
    try await read { database in
      try String.fetchAll(
        database,
        sql: "SELECT source FROM branches WHERE isFollowed ORDER BY source"
      )
    }
  }

  /// Notes which branches are followed from now on; what is known of others stays, in case they are
  /// followed again.
  package func follow(_ sources: [FollowedBranch]) async throws {
    try await write { database in
      try database.execute(sql: "UPDATE branches SET isFollowed = 0")
      for source in sources {
        try database.execute(
          sql: """
            INSERT INTO branches (source) VALUES (?)
            ON CONFLICT DO UPDATE SET isFollowed = 1
            """,
          arguments: [source.description]
        )
      }
    }
  }

  package func branch(_ source: FollowedBranch) async throws -> BranchRecord {
    try await branch(named: source.description)
  }

  package func branch(named name: String) async throws -> BranchRecord {
    try await read { database in
      let row = try Row.fetchOne(
        database,
        sql: "SELECT * FROM branches WHERE source = ?",
        arguments: [name]
      )
      var record = BranchRecord()
      guard let row else { return record }
      record.first = row["first"]
      record.head = row["head"]
      record.headTime = row["headTime"]
      record.seenAt = row["seenAt"]
      record.attempted = row["attempted"]
      record.applied = row["applied"]
      record.appliedAt = row["appliedAt"]
      record.refusal = row["refusal"]
      record.takenBack = row["takenBack"]
      record.isOvertaken = row["isOvertaken"]
      if let found: String = row["waitFound"], let until: Double = row["waitUntil"] {
        record.wait = BranchRecord.Wait(found: found, until: until)
      }
      return record
    }
  }
}

extension BranchRecord {
  func save(of source: FollowedBranch, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO branches
        (source, first, head, headTime, seenAt, attempted, applied, appliedAt, refusal, waitFound,
        waitUntil, takenBack, isOvertaken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source.description, first, head, headTime, seenAt, attempted, applied, appliedAt, refusal,
        wait?.found, wait?.until, takenBack, isOvertaken,
      ]
    )
  }
}
