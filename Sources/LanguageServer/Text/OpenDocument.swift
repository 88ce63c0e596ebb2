internal import Formats

/// A file that is open in the editor.
struct OpenDocument: Sendable {
  /// As the editor writes it.
  let uri: String
  /// From `/`.
  let path: String
  private(set) var version: Int
  private(set) var bytes: [UInt8]
  private(set) var lines: TextLines

  init(uri: String, path: String, version: Int, bytes: [UInt8]) {
    (self.uri, self.path, self.version, self.bytes) = (uri, path, version, bytes)
    lines = OpenDocument.lines(of: bytes)
  }

  private static func lines(of bytes: [UInt8]) -> TextLines {
    bytes.withUnsafeBufferPointer { TextLines($0) }
  }

  /// Makes changes, one after the other.
  ///
  /// - Throws: `ResponseError` for what is no change; the changes before it are made.
  mutating func apply(
    _ changes: [JSONValue],
    version: Int,
    _ encoding: PositionEncoding
  ) throws(ResponseError) {
    self.version = version
    for change in changes {
      guard let text = change["text"]?.bytes else {
        throw ResponseError(.invalidParams, "a change of \(uri) has no text")
      }
      if let json = change["range"] {
        guard let range = LSP.Range(json) else {
          throw ResponseError(.invalidParams, "a change of \(uri) has no valid range")
        }
        let (start, end) = (offset(of: range.start, encoding), offset(of: range.end, encoding))
        bytes.replaceSubrange(min(start, end)..<max(start, end), with: text)
      } else {
        bytes = text
      }
      lines = OpenDocument.lines(of: bytes)
    }
  }

  /// In bytes.
  func offset(of position: LSP.Position, _ encoding: PositionEncoding) -> Int {
    bytes.withUnsafeBufferPointer { lines.offset(of: position, in: $0, encoding) }
  }
}
