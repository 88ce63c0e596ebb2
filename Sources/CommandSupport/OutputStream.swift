internal import Glibc
internal import Synchronization

/// One of the two streams that a program prints to.
///
/// Nothing is printed any more once a write has failed: what comes later would appear where it does
/// not belong.
final class OutputStream: Sendable {
  static let standard = OutputStream(STDOUT_FILENO)
  static let errors = OutputStream(STDERR_FILENO)

  private let handle: Int32
  /// The error number of the first write that failed; 0 for none.
  private let code = Atomic<Int32>(0)

  private init(_ handle: Int32) { self.handle = handle }

  /// Writes everything, however often the reader makes it wait.
  func write(_ bytes: UnsafeRawBufferPointer) {
    guard code.load(ordering: .acquiring) == 0 else { return }
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(handle, rest.baseAddress, rest.count)
      if count > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if count < 0, errno == EAGAIN {
        // Whoever made the stream may have set it not to block.
        var waiting = pollfd(fd: handle, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if count == 0 || errno != EINTR {
        return code.store(count == 0 ? EIO : errno, ordering: .releasing)
      }
    }
  }

  /// Some file systems say only here that a disk is full.
  func close() {
    guard code.load(ordering: .acquiring) == 0 else { return }
    let status = Glibc.close(handle)
    if status != 0, errno != EINTR, errno != EBADF { code.store(errno, ordering: .releasing) }
  }

  /// What went wrong; a reader that has gone, such as `head`, only ends the output.
  var failure: String? {
    let code = code.load(ordering: .acquiring)
    return code == 0 || code == EPIPE ? nil : String(cString: strerror(code)).lowercased()
  }

  /// Lets a closed pipe be an error of a write, and sees that no file that is opened later takes the
  /// place of a stream that was closed before the start.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    // Otherwise the end of a child would not be noticed.
    signal(SIGCHLD, SIG_DFL)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The wrong way round, so that using it fails as before.
      let opened = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
      if opened >= 0, opened != stream { Glibc.close(opened) }
    }
  }
}
