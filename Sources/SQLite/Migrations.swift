/// The statements that bring a file to the form that a version of a program wants.
package struct Migrations: Sendable {
  private let all: [(name: String, sql: String)]

  /// The table that says which ones are done, called as files of former versions have it.
  private static let table = "grdb_migrations"

  /// `all`: In the order in which they are made; none may change any more once there are files.
  package init(_ all: [(name: String, sql: String)]) { self.all = all }

  /// Makes those that a file lacks, each as a whole.
  package func migrate(_ pool: DatabasePool) throws {
    for (name, sql) in all {
      try pool.write { database in
        try database.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS \(Migrations.table) (identifier TEXT NOT NULL PRIMARY KEY)
            """
        )
        if try Migrations.done(database).contains(name) { return }
        try database.execute(sql: sql)
        try database.execute(
          sql: "INSERT INTO \(Migrations.table) (identifier) VALUES (?)",
          arguments: [name]
        )
      }
    }
  }

  /// Whether a file has all of them.
  package func areDone(in database: Database) throws -> Bool {
    let exists = try Bool.fetchOne(
      database,
      sql: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
      arguments: [Migrations.table]
    )
    guard exists ?? false else { return false }
    let done = try Migrations.done(database)
    return all.allSatisfy { done.contains($0.name) }
  }

  private static func done(_ database: Database) throws -> Set<String> {
    Set(try String.fetchAll(database, sql: "SELECT identifier FROM \(table)"))
  }
}
