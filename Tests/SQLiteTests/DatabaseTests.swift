import Glibc
import TestSupport
import Testing

@testable import SQLite

@Suite("A database in a file")
struct DatabaseTests {
  private let folder: TemporaryFolder
  private let pool: DatabasePool

  init() throws {
    folder = try TemporaryFolder(isInMemory: true)
    pool = try DatabasePool(path: "\(folder.path)/a.sqlite")
    try pool.write { try $0.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d)") }
  }

  private var count: Int? {
    get throws { try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } }
  }

  @Test
  func valuesComeBackAsTheyWere() throws {
    let row = try pool.write { database in
      let nothing: String? = nil
      try database.execute(
        sql: "INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)",
        arguments: ["é\u{0}z", "", 1.5, nothing]
      )
      #expect(database.lastInsertedRowID == 1 && database.changesCount == 1)
      return try #require(try Row.fetchOne(database, sql: "SELECT * FROM t"))
    }
    let (text, empty): (String, String?) = (row["a"], row["b"])
    #expect(text == "é\u{0}z" && empty == "")
    let (number, none): (Double, String?) = (row["c"], row["d"])
    #expect(number == 1.5 && none == nil)
    #expect(try pool.read { try String.fetchAll($0, sql: "SELECT d FROM t") } == [])
  }

  @Test
  func whatAColumnShouldNotHoldIsNoCrash() throws {
    let row = try pool.read {
      try #require(try Row.fetchOne($0, sql: "SELECT 'x' AS text, 1e300 AS large, NULL AS none"))
    }
    let (number, large): (Int, Int64) = (row["text"], row["large"])
    let (text, flag): (String, Bool) = (row["none"], row["none"])
    #expect(number == 0 && large == 0 && text == "" && !flag)
  }

  @Test
  func aTransactionIsKeptAsAWholeOrNotAtAll() async throws {
    struct Refused: Error {}
    await #expect(throws: Refused.self) {
      try await pool.write { database in
        try database.execute(sql: "INSERT INTO t (a) VALUES (1); INSERT INTO t (a) VALUES (2);\n ")
        throw Refused()
      }
    }
    #expect(try count == 0)
    try await pool.write { try $0.execute(sql: "INSERT INTO t (a) VALUES (1)") }
    #expect(try count == 1)
  }

  @Test
  func readersSeeOneState() throws {
    try pool.read { [pool] database in
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM t") == 0)
      try pool.write { try $0.execute(sql: "INSERT INTO t (a) VALUES (1)") }
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM t") == 0)
    }
    #expect(try count == 1)
  }

  @Test
  func whatSQLiteSaysIsSaid() throws {
    let unknown = #expect(throws: DatabaseError.self) {
      try pool.read { try $0.execute(sql: "SELECT x FROM t") }
    }
    #expect(unknown?.description == "SQLite error 1: no such column: x, in `SELECT x FROM t`")
    let short = #expect(throws: DatabaseError.self) {
      try pool.write { try $0.execute(sql: "DELETE FROM t WHERE a = ?") }
    }
    #expect(
      short?.description
        == "SQLite error 21: the statement takes 1 values and gets 0, in `DELETE FROM t WHERE a = ?`"
    )
    let written = #expect(throws: DatabaseError.self) {
      try pool.read { try $0.execute(sql: "DELETE FROM t") }
    }
    #expect(written?.message == "attempt to write a readonly database")
  }

  @Test
  func afterTheEndThereIsNoAnswer() throws {
    pool.close()
    let error = #expect(throws: DatabaseError.self) { try count }
    #expect(error?.description == "SQLite error 21: the file is closed")
    #expect(access("\(folder.path)/a.sqlite-wal", F_OK) != 0, "the log is in the file")
  }

  @Test
  func aFileToReadIsNotWritten() throws {
    let reader = try DatabasePool(path: "\(folder.path)/a.sqlite", isReadOnly: true)
    #expect(try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 0)
    #expect(throws: DatabaseError.self) { try reader.write { _ in } }
    #expect(throws: DatabaseError.self) {
      try DatabasePool(path: "\(folder.path)/none.sqlite", isReadOnly: true)
    }
  }

  @Test
  func aFileOfOtherThingsIsNoDatabase() throws {
    try folder.write(String(repeating: "no database ", count: 99), to: "b.sqlite")
    let error = #expect(throws: DatabaseError.self) {
      try DatabasePool(path: "\(folder.path)/b.sqlite")
    }
    #expect(error?.code == .notADatabase)
  }

  @Test
  func migrationsAreMadeOnceAndInTheirOrder() throws {
    let first = Migrations([(name: "a", sql: "CREATE TABLE m (x)")])
    #expect(try !pool.read { try first.areDone(in: $0) })
    try first.migrate(pool)
    try first.migrate(pool)
    #expect(try pool.read { try first.areDone(in: $0) })
    let both = Migrations([
      (name: "a", sql: "CREATE TABLE m (x)"),
      (name: "b", sql: "INSERT INTO m VALUES (1); INSERT INTO nothing VALUES (1)"),
    ])
    #expect(throws: DatabaseError.self) { try both.migrate(pool) }
    #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM m") } == 0)
    #expect(try !pool.read { try both.areDone(in: $0) })
  }
}
