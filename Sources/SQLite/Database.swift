internal import CSQLite

/// A connection to a file, for one task at a time.
package final class Database {
  private let handle: OpaquePointer

  /// Seconds to wait for what another connection has locked.
  private static let patience = 5.0

  /// - Throws: Why the file can't be opened; whether it is a database shows with the first statement.
  init(path: String, isReadOnly: Bool) throws(DatabaseError) {
    var opened: OpaquePointer?
    let access =
      isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else {
      throw DatabaseError(code: DatabaseError.Code(number: code), message: "out of memory")
    }
    handle = opened
    if code != SQLITE_OK { throw failure(code, nil) }
    sqlite3_busy_timeout(handle, Int32(Database.patience * 1000))
  }

  deinit { sqlite3_close_v2(handle) }

  /// Rows that the last statement has inserted, changed or deleted.
  package var changesCount: Int { Int(sqlite3_changes(handle)) }

  /// The number of the row that was inserted last.
  package var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Runs statements.
  ///
  /// - Parameters:
  ///   - sql: One statement, or several without values.
  ///   - arguments: What stands for each `?`; `nil` is NULL.
  /// - Throws: What SQLite says of the first statement that fails.
  package func execute(
    sql: String,
    arguments: [(any ColumnValue)?] = []
  ) throws(DatabaseError) {
    var rest = Substring(sql)
    while let statement = try Statement(&rest, self, arguments) {
      while try statement.step() != nil {}
    }
  }

  /// The rows that a statement finds, or the first ones of them.
  func rows(
    _ sql: String,
    _ arguments: [(any ColumnValue)?],
    most: Int = .max
  ) throws(DatabaseError) -> [Row] {
    var rest = Substring(sql)
    guard let statement = try Statement(&rest, self, arguments) else { return [] }
    var rows: [Row] = []
    while rows.count < most, let row = try statement.step() { rows.append(row) }
    return rows
  }

  /// Runs something in a transaction: all that it writes is kept, or nothing.
  func transaction<Result>(
    _ begin: String,
    _ body: (Database) throws -> Result
  ) throws -> Result {
    try execute(sql: begin)
    do {
      let result = try body(self)
      try execute(sql: "COMMIT")
      return result
    } catch {
      // Some failures have ended the transaction already.
      try? execute(sql: "ROLLBACK")
      throw error
    }
  }

  private func failure(_ code: Int32, _ sql: String?) -> DatabaseError {
    DatabaseError(
      code: DatabaseError.Code(number: code & 0xFF),
      message: String(cString: sqlite3_errmsg(handle)),
      sql: sql
    )
  }

  /// A statement that is ready to run.
  private final class Statement {
    private let pointer: OpaquePointer
    private let database: Database
    private let sql: String

    /// Takes the first statement off `text`; `nil` if it has none.
    init?(
      _ text: inout Substring,
      _ database: Database,
      _ arguments: [(any ColumnValue)?]
    ) throws(DatabaseError) {
      var found: OpaquePointer?
      repeat {
        guard !text.isEmpty else { return nil }
        let whole = String(text)
        let (code, length) = whole.withCString { start in
          var end: UnsafePointer<CChar>?
          let code = sqlite3_prepare_v2(database.handle, start, -1, &found, &end)
          return (code, end.map { start.distance(to: $0) } ?? 0)
        }
        if code != SQLITE_OK { throw database.failure(code, whole) }
        text = length == 0 ? "" : text[text.utf8.index(text.startIndex, offsetBy: length)...]
      } while found == nil
      guard let found else { return nil }
      pointer = found
      sql = String(cString: sqlite3_sql(found))
      self.database = database
      try bind(arguments)
    }

    deinit { sqlite3_finalize(pointer) }

    private func bind(_ arguments: [(any ColumnValue)?]) throws(DatabaseError) {
      let wanted = Int(sqlite3_bind_parameter_count(pointer))
      guard arguments.count == wanted else {
        let message = "the statement takes \(wanted) values and gets \(arguments.count)"
        throw DatabaseError(code: .misuse, message: message, sql: sql)
      }
      for (argument, number) in zip(arguments, Int32(1)...) {
        let code =
          switch argument?.databaseValue ?? .null {
          case .null: sqlite3_bind_null(pointer, number)
          case .integer(let value): sqlite3_bind_int64(pointer, number, value)
          case .real(let value): sqlite3_bind_double(pointer, number, value)
          case .text(let value):
            value.withCString { bytes in
              // -1 lets SQLite copy the bytes.
              let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
              return sqlite3_bind_text(pointer, number, bytes, Int32(value.utf8.count), copied)
            }
          }
        if code != SQLITE_OK { throw database.failure(code, sql) }
      }
    }

    /// The next row; `nil` at the end.
    func step() throws(DatabaseError) -> Row? {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return nil }
      guard code == SQLITE_ROW else { throw database.failure(code, sql) }
      let indices = 0..<sqlite3_column_count(pointer)
      return Row(
        columns: indices.map { String(cString: sqlite3_column_name(pointer, $0)) },
        values: indices.map(value)
      )
    }

    private func value(_ column: Int32) -> DatabaseValue {
      switch sqlite3_column_type(pointer, column) {
      case SQLITE_NULL: return .null
      case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
      case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
      default:
        let start = sqlite3_column_text(pointer, column)
        let count = Int(sqlite3_column_bytes(pointer, column))
        return .text(
          String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        )
      }
    }
  }
}
