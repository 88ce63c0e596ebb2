import Files
import Glibc

/// A file that several programs append to.
enum AppendedFile {
  /// - Throws: `FileError` if not all bytes could be written.
  static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let handle = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard handle >= 0 else { throw failure(path) }
    defer { close(handle) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(handle, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ path: String) -> FileError {
    FileError(path: path, reason: String(cString: strerror(errno)).lowercased(), isWriting: true)
  }
}
