internal import CSQLite

/// What SQLite says of a file or of a statement.
package struct DatabaseError: Error, CustomStringConvertible {
  package let code: Code
  package let message: String
  private let sql: String?

  /// What kind of failure it is, without SQLite's details.
  package struct Code: Sendable, Hashable {
    let number: Int32

    /// A statement is wrong, or names a table or column that is not there.
    package static let statement = Code(number: SQLITE_ERROR)
    /// The file is damaged.
    package static let corrupt = Code(number: SQLITE_CORRUPT)
    package static let notADatabase = Code(number: SQLITE_NOTADB)
    /// The system could not read or write.
    package static let inputOutput = Code(number: SQLITE_IOERR)
    /// A connection is used that is closed, or values don't fit a statement.
    package static let misuse = Code(number: SQLITE_MISUSE)
  }

  package init(code: Code, message: String, sql: String? = nil) {
    (self.code, self.message, self.sql) = (code, message, sql)
  }

  package var description: String {
    "SQLite error \(code.number): \(message)" + (sql.map { ", in `\($0)`" } ?? "")
  }
}
