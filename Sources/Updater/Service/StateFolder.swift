internal import Glibc

/// The folder of the journal and the clones, which one process has to itself.
package final class StateFolder: Sendable {
  package let path: String
  private let lock: Int32

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private init(_ path: String, lock: Int32) {
    self.path = path
    self.lock = lock
  }

  /// Makes the folder and waits a little for a process that is about to end.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - timekeeper: Tells the time.
  /// - Returns: The folder, this process's own as long as the value lives.
  /// - Throws: `Failure` if it can't be made, or another process keeps it.
  package static func take(
    _ path: String,
    timekeeper: Timekeeper
  ) async throws -> StateFolder {
    try GitMirror.makeFolder(path)
    let lock = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw Failure(description: "can't write in \(path): \(reason); see --state")
    }
    let folder = StateFolder(path, lock: lock)
    for _ in 0..<50 {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { return folder }
      try await timekeeper.sleep(.milliseconds(100))
    }
    throw Failure(description: "another process uses \(path); give each its own --state")
  }

  deinit { close(lock) }

  /// The clone of a branch: letters that a file name might not take are written as `%2F`.
  package func mirror(of source: FollowedBranch) -> String {
    "\(path)/mirrors/\(StateFolder.name(of: source))"
  }

  /// The clone that pull requests for a branch are fetched into.
  package func reviewMirror(of source: FollowedBranch) -> String {
    "\(path)/reviews/\(StateFolder.name(of: source))"
  }

  private static func name(of source: FollowedBranch) -> String {
    let name = source.description.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain =
        byte < 0x80 && (character.isLetter || character.isNumber || "-_.@".contains(character))
      return isPlain ? String(character) : "%" + String(byte, radix: 16, uppercase: true)
    }
    return name.joined()
  }
}
