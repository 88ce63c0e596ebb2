internal import Glibc

/// What is piped into the program.
package enum StandardInput {
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
