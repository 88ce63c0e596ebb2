internal import Glibc

/// The folder of the journal and the clones, which one process has to itself.
package struct StateFolder: ~Copyable {
  package let path: String
  private let lock: Int32

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Makes the folder and waits a little for a process that is about to end.
  ///
  /// - Throws: `Failure` if it can't be made, or another process keeps it.
  package init(_ path: String, timekeeper: Timekeeper) async throws {
    self.path = path
    try GitMirror.makeFolder(path)
    lock = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw Failure(description: "can't write in \(path): \(reason); see --state")
    }
    for _ in 0..<50 {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { return }
      try await timekeeper.sleep(.milliseconds(100))
    }
    throw Failure(description: "another process uses \(path); give each its own --state")
  }

  deinit { close(lock) }

  /// The clone of a branch: letters that a file name might not take are written as `%2F`.
  package func mirror(of source: Source) -> String {
    let name = source.description.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain =
        byte < 0x80 && (character.isLetter || character.isNumber || "-_.@".contains(character))
      return isPlain ? String(character) : "%" + String(byte, radix: 16, uppercase: true)
    }
    return "\(path)/mirrors/\(name.joined())"
  }
}
