internal import Machine

/// The text of one file, and the name under which people know it.
///
/// The bytes are what was decoded: unzipped, and UTF-8 even where the file on disk is UTF-16.
/// Offsets in ranges count in these bytes.
package final class SourceFile: Sendable {
  /// Relative to the working directory where the file is under it.
  package let path: String
  private let storage: Storage

  /// Immutable after `init` and freed only with its owner, so that sharing the pointer is safe.
  private struct Storage: @unchecked Sendable {
    let bytes: UnsafeBufferPointer<UInt8>
  }

  /// Takes over the memory of `bytes`, which must come from `BulkMemory.allocate`.
  package init(path: String, adopting bytes: UnsafeMutableBufferPointer<UInt8>) {
    self.path = path
    storage = Storage(bytes: UnsafeBufferPointer(bytes))
  }

  /// Copies the bytes.
  package convenience init(path: String, bytes: some Collection<UInt8>) {
    let copy = BulkMemory.allocate(bytes.count)
    _ = copy.initialize(from: bytes)
    self.init(path: path, adopting: copy)
  }

  /// Text that a person or a test wrote.
  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  deinit {
    BulkMemory.free(storage.bytes.baseAddress)
  }

  /// Valid as long as the file is.
  package var bytes: UnsafeBufferPointer<UInt8> { storage.bytes }

  /// The text of a range, with U+FFFD where it is not UTF-8.
  package func text(of range: SourceRange) -> String {
    let end = min(Int(range.end), bytes.count)
    let start = min(Int(range.start), end)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
