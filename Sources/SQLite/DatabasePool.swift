internal import Dispatch

/// A file with one connection that writes and one that reads, which do not wait for each other.
///
/// Both have a thread of their own to wait on, since SQLite waits for disks and locks.
package final class DatabasePool: Sendable {
  private let writer: Connection?
  private let reader: Connection

  /// - Parameters:
  ///   - path: The file, which is made unless it is only read.
  ///   - isReadOnly: Whether to look only at what another process may be writing.
  /// - Throws: What SQLite says of the file.
  package init(path: String, isReadOnly: Bool = false) throws(DatabaseError) {
    if isReadOnly {
      writer = nil
    } else {
      let database = try Database(path: path, isReadOnly: false)
      // With a log ahead of the file, readers don't wait, and only a crash of the machine can lose the
      // last transactions.
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
      try database.execute(sql: "PRAGMA foreign_keys = ON")
      writer = Connection(database)
    }
    reader = Connection(try Database(path: path, isReadOnly: true))
  }

  /// Runs something that sees one state of the file.
  package func read<Result: Sendable>(
    _ body: @Sendable (Database) throws -> Result
  ) throws -> Result {
    try reader.run { try $0.transaction("BEGIN", body) }
  }

  package func read<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await reader.run { try $0.transaction("BEGIN", body) }
  }

  /// Runs something of which the file keeps all that it writes, or nothing.
  package func write<Result: Sendable>(
    _ body: @Sendable (Database) throws -> Result
  ) throws -> Result {
    try writable().run { try $0.transaction("BEGIN IMMEDIATE", body) }
  }

  package func write<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await writable().run { try $0.transaction("BEGIN IMMEDIATE", body) }
  }

  private func writable() throws(DatabaseError) -> Connection {
    guard let writer else {
      throw DatabaseError(code: .misuse, message: "the file was opened to be read only")
    }
    return writer
  }

  /// Ends the use of the file, and brings its log into it.
  package func close() {
    // The last connection that can write does that.
    reader.close()
    writer?.close()
  }
}

/// A connection, and where it is used.
private final class Connection: Sendable {
  private let queue = DispatchQueue(label: "SQLite")
  /// `nil` after the end; used on the queue only.
  nonisolated(unsafe) private var database: Database?

  init(_ database: sending Database) { self.database = database }

  func run<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws -> Result {
    try queue.sync { try body(open()) }
  }

  func run<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Swift.Result { try body(self.open()) })
      }
    }
  }

  private func open() throws(DatabaseError) -> Database {
    guard let database else { throw DatabaseError(code: .misuse, message: "the file is closed") }
    return database
  }

  func close() { queue.sync { database = nil } }
}
