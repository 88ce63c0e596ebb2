internal import Glibc

/// Small files: configurations, tokens, certificates.
enum FileBytes {
  private static let most = 16 << 20

  /// - Throws: `KubeconfigError` if the file can't be read or is too large.
  static func read(_ path: String) throws(KubeconfigError) -> [UInt8] {
    // A pipe in place of a file might wait for a writer forever.
    let handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard handle >= 0 else { throw failure(path) }
    defer { close(handle) }
    var info = stat()
    guard fstat(handle, &info) == 0 else { throw failure(path) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw KubeconfigError(path: path, reason: "not a regular file")
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(handle, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw failure(path) }
      if count == 0 { return output }
      output += chunk[..<count]
      if output.count > most { throw KubeconfigError(path: path, reason: "is larger than 16 MiB") }
    }
  }

  private static func failure(_ path: String) -> KubeconfigError {
    KubeconfigError(path: path, reason: String(cString: strerror(errno)).lowercased())
  }
}
