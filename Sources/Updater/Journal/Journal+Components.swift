internal import ConfigMaps
internal import Formats
internal import SQLite

extension Journal {
  /// What is known of the components of a branch, in the order of their names.
  ///
  /// That a branch does not make the ConfigMap of a component is left out until all that are followed
  /// have said so.
  package func components(of source: String? = nil) async throws -> [ComponentRecord] {
    try await read { try Journal.components(of: source, $0) }
  }

  private static func components(
    of source: String?,
    _ database: Database
  ) throws -> [ComponentRecord] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM components AS component WHERE (? IS NULL OR source = ?) AND (
          isMade OR NOT EXISTS (
            SELECT 1 FROM branches AS branch WHERE isFollowed AND NOT EXISTS (
              SELECT 1 FROM components AS other
              WHERE other.source = branch.source AND other.name = component.name
                AND NOT other.isMade
            )
          )
        ) ORDER BY source, name
        """,
      arguments: [source, source]
    ).map { ComponentRecord($0) }
  }

  /// Forgets components that nobody asks any more, and stages where there are none any more.
  package func retain(_ rollout: Rollout, of source: FollowedBranch) async throws {
    let (own, names) = (source.description, rollout.components.map(\.name))
    let hasStages = !rollout.stages.isEmpty
    try await write { database in
      if !hasStages { try Journal.replaceStages([], source, database) }
      for name in try String.fetchAll(
        database,
        sql: "SELECT name FROM components WHERE source = ?",
        arguments: [own]
      ) where !names.contains(name) {
        try database.execute(
          sql: "DELETE FROM components WHERE source = ? AND name = ?",
          arguments: [own, name]
        )
      }
    }
  }

  /// What is known of the components of a branch, and the comments that wait for them, both as the
  /// same run left them.
  package func loading(
    of source: String
  ) async throws -> (components: [ComponentRecord], awaited: [AwaitedComment]) {
    try await read { database in
      let awaited = try Row.fetchAll(
        database,
        sql: "SELECT * FROM awaited WHERE source = ? ORDER BY appliedAt, revision",
        arguments: [source]
      ).map { try AwaitedComment($0) }
      return (try Journal.components(of: source, database), awaited)
    }
  }

  /// Begins the time of components anew that do not show yet what they should, and forgets comments
  /// that have waited for longer.
  ///
  /// - Parameters:
  ///   - source: The branch.
  ///   - oldest: When a comment was applied at least, to be kept.
  ///   - time: Now.
  /// - Throws: What SQLite says.
  func beginLoading(
    of source: FollowedBranch,
    before oldest: Double,
    at time: Double
  ) async throws {
    let name = source.description
    try await write { database in
      try database.execute(
        sql: """
          UPDATE components SET missingSince = ?
          WHERE source = ? AND missingSince IS NOT NULL AND state IN (?, ?)
          """,
        arguments: [
          time, name, ComponentRecord.State.waiting.rawValue,
          ComponentRecord.State.unknown.rawValue,
        ]
      )
      try database.execute(
        sql: "DELETE FROM awaited WHERE source = ? AND appliedAt < ?",
        arguments: [name, oldest]
      )
    }
  }

  /// Saves what components said, and what GitHub is to be told of it, in one step.
  ///
  /// - Parameters:
  ///   - records: Those that have changed.
  ///   - comments: Awaited comments with what they say now.
  ///   - source: The branch.
  ///   - time: Now.
  /// - Throws: What SQLite says; nothing is saved then.
  func keep(
    _ records: [ComponentRecord],
    _ comments: [(comment: AwaitedComment, isDone: Bool, report: Report)],
    of source: FollowedBranch,
    at time: Double
  ) async throws {
    try await write { database in
      for record in records {
        // A run may expect something else by now.
        let known = try ComponentRecord.fetch(record.source, record.name, database)
        if known?.expected == record.expected, known?.since == record.since {
          try record.save(database)
        }
      }
      for (comment, isDone, report) in comments {
        guard try comment.isCurrent(database) else { continue }
        try Journal.post([report], at: time, database)
        try database.execute(
          sql: isDone
            ? "DELETE FROM awaited WHERE source = ? AND revision = ?"
            : "UPDATE awaited SET isLate = 1 WHERE source = ? AND revision = ?",
          arguments: [comment.source, comment.revision]
        )
      }
    }
  }

  static func expect(
    _ expectations: [ComponentExpectation],
    _ entry: JournalEntry,
    _ database: Database
  ) throws {
    let source = entry.source.description
    for expectation in expectations {
      var record =
        try ComponentRecord.fetch(source, expectation.name, database)
        ?? ComponentRecord(
          source: source,
          name: expectation.name,
          target: expectation.target,
          since: entry.time
        )
      record.expect(expectation, at: entry.time)
      try record.save(database)
    }
  }

  static func keepAwaited(_ comments: [AwaitedComment], _ database: Database) throws {
    for comment in comments {
      let components = comment.components.map { component in
        JSONValue.array(
          [JSONValue(component.name), .bool(component.isTold)]
            + component.configMaps.map { JSONValue($0) }
        )
      }
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO awaited (source, revision, body, appliedAt, isLate, components)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          comment.source, comment.revision, comment.body, comment.time, comment.isLate,
          String(decoding: JSONValue.array(components).json, as: UTF8.self),
        ]
      )
    }
  }
}

extension ComponentRecord {
  fileprivate static func fetch(
    _ source: String,
    _ name: String,
    _ database: Database
  ) throws -> ComponentRecord? {
    try Row.fetchOne(
      database,
      sql: "SELECT * FROM components WHERE source = ? AND name = ?",
      arguments: [source, name]
    ).map { ComponentRecord($0) }
  }

  fileprivate init(_ row: Row) {
    self.init(
      source: row["source"],
      name: row["name"],
      target: ConfigMapTarget(
        cluster: row["cluster"],
        namespace: row["namespace"],
        name: row["configMap"]
      ),
      since: row["since"]
    )
    expected = row["expected"]
    shown = row["shown"]
    shownAt = row["shownAt"]
    loadedAt = row["loadedAt"]
    missingSince = row["missingSince"]
    state = State(rawValue: row["state"]) ?? .unknown
    note = row["note"]
    isMade = row["isMade"]
  }

  fileprivate func save(_ database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO components
        (source, name, cluster, namespace, configMap, expected, since, shown, shownAt, loadedAt,
        missingSince, state, note, isMade) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source, name, target.cluster, target.namespace, target.name, expected, since, shown,
        shownAt, loadedAt, missingSince, state.rawValue, note, isMade,
      ]
    )
  }
}

extension AwaitedComment {
  fileprivate init(_ row: Row) throws {
    let text: String = row["components"]
    let components = try JSONReader.read(Array(text.utf8)).items.compactMap { item in
      item.items.first?.string.map { name in
        Component(
          name: name,
          configMaps: item.items.dropFirst(2).compactMap(\.string),
          isTold: item.items.dropFirst().first?.bool ?? false
        )
      }
    }
    self.init(
      source: row["source"],
      revision: row["revision"],
      body: row["body"],
      time: row["appliedAt"],
      isLate: row["isLate"],
      components: components
    )
  }

  /// Whether no run has written another comment meanwhile.
  fileprivate func isCurrent(_ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT 1 FROM awaited WHERE source = ? AND revision = ? AND body = ? AND isLate = ?",
      arguments: [source, revision, body, isLate]
    ) ?? false
  }
}
