import Glibc

/// What tells whether a file was written to.
package struct FileStamp: Equatable {
  private var size = 0
  private var seconds = 0
  private var nanoseconds = 0

  /// `path`: A file; one that is not there is as one that nobody has written to.
  package init(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return }
    size = Int(info.st_size)
    (seconds, nanoseconds) = (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
  }
}
