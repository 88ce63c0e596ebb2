internal import Synchronization

/// The bytes of a file, shared by every ConfigMap and every tree that has them.
package final class FileContent: Sendable {
  package let bytes: [UInt8]
  /// Whether the bytes are valid text, so that they go to `data`.
  ///
  /// NUL, control characters and a byte order mark are valid, surrogates and overlong forms are
  /// not.
  ///
  /// Source: Prow, `Update` in pkg/plugins/updateconfig/updateconfig.go.
  package var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }
  private let zipped = Mutex<[UInt8]?>(nil)

  /// The largest file that a tree reads; no ConfigMap can hold one that is nearly as large.
  package static let mostBytes = 1 << 27
  /// What files that are read at one time may have together.
  static let mostBytesTogether = 1 << 29

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func tooLargeTogether(_ count: Int, _ size: Int) -> TreeError {
    TreeError(
      "can't read \(count) files: they have \(size) bytes together, more than "
        + "\(mostBytesTogether); narrow the globs that match them",
      isOfContents: true
    )
  }

  static func tooLarge(_ name: String) -> TreeError {
    TreeError(
      "can't read \(name): it has more than \(mostBytes) bytes; narrow the glob that matches it",
      isOfContents: true
    )
  }

  /// The bytes zipped, as a ConfigMap stores them.
  package var gzip: [UInt8] {
    if let known = zipped.withLock({ $0 }) { return known }
    return zip(with: GzipEncoder())
  }

  /// Zips the bytes now, with an encoder that others have used before.
  @discardableResult
  package func zip(with encoder: borrowing GzipEncoder) -> [UInt8] {
    if let known = zipped.withLock({ $0 }) { return known }
    let made = encoder.zip(bytes)
    zipped.withLock { $0 = made }
    return made
  }
}
