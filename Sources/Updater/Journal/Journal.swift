internal import Glibc
internal import SQLite
internal import Synchronization

/// What has happened, in a file: for people, and so that a new process goes on where one was killed.
///
/// Losing it loses history only: what clusters must hold comes from the branch, and what they hold
/// from them.
package final class Journal: Sendable {
  private let path: String
  private let pool: Mutex<DatabasePool>
  private let said: @Sendable (String) -> Void
  private let isReadOnly: Bool

  /// The journal can't be used: the disk is full, or the folder can't be written.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Opens the journal of a folder; one that is broken is moved aside and begun anew.
  ///
  /// - Parameters:
  ///   - folder: Where the file is.
  ///   - said: Receives what happened to a broken file, for the log.
  /// - Throws: `Failure` if no file can be made there.
  package init(folder: String, said: @escaping @Sendable (String) -> Void) throws(Failure) {
    path = "\(folder)/journal.sqlite"
    self.said = said
    isReadOnly = false
    pool = Mutex(try Journal.openOrBegin(path, said))
  }

  /// Opens the journal of a bot that may be running, only to look at it.
  ///
  /// - Parameter folder: Where the file is.
  /// - Throws: `Failure` if there is none that this version can read.
  package init(reading folder: String) throws(Failure) {
    path = "\(folder)/journal.sqlite"
    said = { _ in }
    isReadOnly = true
    guard access(path, F_OK) == 0 else {
      throw Failure(description: "there is no journal \(path); --state names the folder of serve")
    }
    do {
      let opened = try DatabasePool(path: path, isReadOnly: true)
      guard try opened.read({ try JournalSchema.migrations.areDone(in: $0) }) else {
        throw Failure(
          description: "the journal \(path) is of another version; use the one that serve runs"
        )
      }
      pool = Mutex(opened)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Journal.failure(error, path)
    }
  }

  private static func openOrBegin(
    _ path: String,
    _ said: (String) -> Void
  ) throws(Failure) -> DatabasePool {
    do {
      return try open(path)
    } catch {
      guard isBroken(error) else { throw failure(error, path) }
      said("the journal \(path) is broken and was moved aside; a new one is started: \(error)")
      moveAside(path)
    }
    do { return try open(path) } catch { throw failure(error, path) }
  }

  private static func open(_ path: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: path)
    let verdict = try pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    guard verdict == "ok" else {
      pool.close()
      throw DatabaseError(code: .corrupt, message: verdict ?? "the file can't be checked")
    }
    try JournalSchema.migrations.migrate(pool)
    return pool
  }

  private static func isBroken(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    // An unknown table or column is the work of another program, or of a newer one.
    return [.corrupt, .notADatabase, .statement, .inputOutput].contains(error.code)
  }

  private static func failure(_ error: any Error, _ path: String) -> Failure {
    Failure(description: "can't use the journal \(path): \(error); see --state")
  }

  /// Keeps the last broken file only, so that a broken disk is not filled as well.
  private static func moveAside(_ path: String) {
    for suffix in ["", "-wal", "-shm"] {
      rename(path + suffix, path + ".broken" + suffix)
    }
  }

  /// Ends the use of the file, which is whole without its log then.
  package func close() { pool.withLock { $0 }.close() }

  // MARK: Access

  /// Writes even if the task is cancelled, so that nothing that was done is forgotten.
  func write<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
    try await Task { try await writeOnce(body) }.value
  }

  private func writeOnce<T: Sendable>(
    _ body: @Sendable @escaping (Database) throws -> T
  ) async throws -> T {
    let pool = pool.withLock { $0 }
    do {
      return try await pool.write(body)
    } catch {
      guard try beginAnew(after: error, of: pool) else { throw error }
      return try await self.pool.withLock { $0 }.write(body)
    }
  }

  func read<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
    let pool = pool.withLock { $0 }
    do {
      return try await pool.read(body)
    } catch {
      guard try beginAnew(after: error, of: pool) else { throw error }
      return try await self.pool.withLock { $0 }.read(body)
    }
  }

  /// - Returns: Whether the file was broken, and there is a new one now.
  private func beginAnew(after error: any Error, of broken: DatabasePool) throws -> Bool {
    guard !isReadOnly, Journal.isBroken(error),
      (error as? DatabaseError)?.code != .statement
    else {
      return false
    }
    try pool.withLock { pool in
      // Another task may have been faster.
      guard pool === broken else { return }
      said("the journal \(path) broke and was moved aside; a new one is started: \(error)")
      pool.close()
      Journal.moveAside(path)
      pool = try Journal.openOrBegin(path, said)
    }
    return true
  }
}
