internal import Dispatch
internal import Glibc

/// What is piped into the program.
package enum StandardInput {
  /// The next bytes, once there are some; `nil` at the end, and where nothing can be read.
  package static func next() async -> [UInt8]? {
    // A thread of its own waits, since those of tasks are few.
    await withCheckedContinuation { continuation in
      thread.async { continuation.resume(returning: block()) }
    }
  }

  private static let thread = DispatchQueue(label: "standard input")

  private static func block() -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var got = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      while got < 0, errno == EINTR {
        got = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      }
      count = max(got, 0)
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// All of it.
  ///
  /// `limit`: The most bytes that are taken.
  ///
  /// - Throws: `FileError` if it can't be read, or is longer than a file may be.
  package static func read(most limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(STDIN_FILENO, &block, block.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(
          path: "standard input",
          reason: String(cString: strerror(errno)).lowercased()
        )
      }
      bytes += block[..<count]
      if bytes.count > limit {
        throw FileError(
          path: "standard input",
          reason: "it has more than \(limit) bytes"
        )
      }
    }
  }
}
