internal import Diagnostics
internal import Glibc

/// Reads whole files.
package enum FileReader {
  /// The bytes of a file as they lie on disk; the caller owns the memory, which is `BulkMemory`.
  package static func read(
    _ path: String
  ) throws(FileError) -> UnsafeMutableBufferPointer<UInt8> {
    let handle = open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(handle) }
    var info = stat()
    guard fstat(handle, &info) == 0 else { throw FileError(path: path, code: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, reason: "not a regular file")
    }
    return try fill(Int(info.st_size), from: handle, path: path)
  }

  private static func fill(
    _ size: Int,
    from handle: Int32,
    path: String
  ) throws(FileError) -> UnsafeMutableBufferPointer<UInt8> {
    let buffer = BulkMemory.allocate(size)
    var count = 0
    while count < size {
      let got = Glibc.read(handle, buffer.baseAddress.map { $0 + count }, size - count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        let code = errno
        BulkMemory.free(buffer.baseAddress)
        throw FileError(path: path, code: code)
      }
      if got == 0 { break }
      count += got
    }
    return UnsafeMutableBufferPointer(rebasing: buffer[..<count])
  }

  package static func isFolder(_ path: String) -> Bool { mode(path) == S_IFDIR }

  package static func isFile(_ path: String) -> Bool { mode(path) == S_IFREG }

  /// The kind of file that a path leads to, links followed; `nil` if nothing is there.
  private static func mode(_ path: String) -> mode_t? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return info.st_mode & S_IFMT
  }
}
