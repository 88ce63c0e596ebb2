internal import Glibc
internal import Machine

/// Reads whole files.
package enum FileReader {
  /// The most bytes of a file that is read whole.
  package static let mostBytes = 1 << 30

  /// The bytes of a file as they are on disk; the caller owns the memory, which is `BulkMemory`.
  ///
  /// - Parameters:
  ///   - path: A regular file: what else is there is not waited for.
  ///   - most: The most bytes that it may have; it is not read if it has more.
  /// - Returns: The bytes that it has now.
  /// - Throws: `FileError`.
  package static func read(
    _ path: String,
    most: Int = mostBytes
  ) throws(FileError) -> UnsafeMutableBufferPointer<UInt8> {
    // A pipe in place of a file might wait for a writer forever.
    let handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard handle >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(handle) }
    var info = stat()
    guard fstat(handle, &info) == 0 else { throw FileError(path: path, code: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, reason: "not a regular file")
    }
    guard info.st_size <= most else {
      var error = FileError(path: path, reason: "it has \(info.st_size) bytes, more than \(most)")
      error.size = Int(info.st_size)
      throw error
    }
    return try fill(Int(info.st_size), from: handle, path: path)
  }

  /// The bytes of a small file; `nil` if there is no such file, or it can't be read.
  package static func contents(_ path: String) -> [UInt8]? {
    isFile(path) ? try? bytes(of: path, most: 1 << 26) : nil
  }

  /// The bytes of a file of at most so many.
  package static func bytes(of path: String, most: Int = mostBytes) throws(FileError) -> [UInt8] {
    let bytes = try read(path, most: most)
    defer { BulkMemory.free(bytes.baseAddress) }
    return Array(bytes)
  }

  /// Bytes from which a second thread is worth its start.
  private static let manyBytes = 1 << 20

  /// Reads the whole file; the second half of a large one on another thread.
  private static func fill(
    _ size: Int,
    from handle: Int32,
    path: String
  ) throws(FileError) -> UnsafeMutableBufferPointer<UInt8> {
    let buffer = BulkMemory.allocate(size)
    let half = size >= manyBytes ? size / 2 : size
    // Nobody else touches this part before the other thread is done.
    nonisolated(unsafe) let rest = UnsafeMutableBufferPointer(rebasing: buffer[half...])
    let second = rest.isEmpty ? nil : Background { fill(rest, from: handle, at: half) }
    let first = fill(UnsafeMutableBufferPointer(rebasing: buffer[..<half]), from: handle, at: 0)
    do throws(ReadError) {
      var count = try first.get()
      let countOfRest = try second?.wait().get() ?? 0
      // A file that is cut while it is read ends where it then ends.
      if count == half { count += countOfRest }
      return UnsafeMutableBufferPointer(rebasing: buffer[..<count])
    } catch {
      _ = second?.wait()
      BulkMemory.free(buffer.baseAddress)
      throw FileError(path: path, code: error.code)
    }
  }

  private struct ReadError: Error {
    var code: Int32
  }

  /// - Returns: How many bytes there were.
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>,
    from handle: Int32,
    at offset: Int
  ) -> Result<Int, ReadError> {
    var count = 0
    while count < buffer.count {
      let start = buffer.baseAddress.map { $0 + count }
      let got = pread(handle, start, buffer.count - count, off_t(offset + count))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return .failure(ReadError(code: errno)) }
      if got == 0 { break }
      count += got
    }
    return .success(count)
  }

  package static func isFolder(_ path: String) -> Bool { mode(path) == S_IFDIR }

  package static func isFile(_ path: String) -> Bool { mode(path) == S_IFREG }

  /// A folder itself, or the one that a file is in; empty for the working directory.
  package static func folder(of path: String) -> String {
    if isFolder(path) { return path }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Whether a path has anything, be it a link that leads to nothing.
  package static func isTaken(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  /// Whether a path leads to anything.
  package static func exists(_ path: String) -> Bool { mode(path) != nil }

  /// Why an entry with this mode is not a file to read; `nil` for a regular file.
  static func fault(of mode: mode_t) -> FileFault? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: .irregular("a folder")
    case S_IFIFO: .irregular("a named pipe")
    case S_IFSOCK: .irregular("a socket")
    default: .irregular("a device")
    }
  }

  /// The kind of file that a path leads to, links followed; `nil` if nothing is there.
  private static func mode(_ path: String) -> mode_t? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return info.st_mode & S_IFMT
  }
}
