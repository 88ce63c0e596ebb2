internal import SQLite

extension Journal {
  /// How much history is kept.
  private enum Keep {
    /// Seconds; GitHub sends a delivery again for three days at most.
    static let deliveries = 7.0 * 86_400
    static let runsThatChanged = 500
    static let runsThatDidNot = 200
  }

  /// Deletes old entries.
  ///
  /// - Parameter time: Now, in seconds since 1970.
  /// - Throws: What SQLite says.
  package func trim(at time: Double) async throws {
    try await write { database in
      let oldest = time - Keep.deliveries
      try database.execute(
        sql: "DELETE FROM deliveries WHERE receivedAt < ?",
        arguments: [oldest]
      )
      try database.execute(
        sql: "DELETE FROM hints WHERE receivedAt < ?",
        arguments: [oldest]
      )
      try database.execute(sql: "DELETE FROM outbox WHERE dueAt < ?", arguments: [oldest])
      try database.execute(sql: "DELETE FROM awaited WHERE appliedAt < ?", arguments: [oldest])
      let unchanged = RunRecord.Outcome.unchanged.rawValue
      for (sign, count) in [("!=", Keep.runsThatChanged), ("=", Keep.runsThatDidNot)] {
        try database.execute(
          sql: """
            DELETE FROM runs WHERE outcome \(sign) ? AND id NOT IN
            (SELECT id FROM runs WHERE outcome \(sign) ? ORDER BY id DESC LIMIT ?)
            """,
          arguments: [unchanged, unchanged, count]
        )
      }
    }
  }
}
