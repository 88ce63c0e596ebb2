internal import Synchronization

/// Bytes that count in place of what files have on disk, as those of files that are open in an editor.
///
/// Whoever holds it sees what is set later, too.
package final class FileOverlay: Sendable {
  private let files = Mutex<[String: [UInt8]]>([:])

  package init() {}

  /// The bytes of a file; `nil` for one that counts as it is on disk.
  ///
  /// `path`: From `/`, or from the working directory.
  package subscript(path: String) -> [UInt8]? {
    files.withLock { $0.isEmpty ? nil : $0[WorkingDirectory.absolute(path)] }
  }

  /// Sets the bytes of a file; with `nil` it counts as it is on disk.
  package func set(_ bytes: [UInt8]?, at path: String) {
    files.withLock { $0[WorkingDirectory.absolute(path)] = bytes }
  }
}
