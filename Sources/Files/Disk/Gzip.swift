internal import CZlib

/// Unzips files that Prow unzips: those that start with the bytes 1F 8B.
///
/// Source: Prow, `ReadFileMaybeGZIP` in pkg/config/config.go.
package enum Gzip {
  /// The text of zipped bytes; `nil` if they are not zipped, or give more bytes than the limit.
  package static func unzip(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    var bytes = bytes
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard isZipped(buffer), case .text(let text) = unzip(buffer, limit: limit) else {
        return nil
      }
      return text
    }
  }

  package static func isZipped(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  package enum Outcome {
    case text([UInt8])
    case broken
    /// The text is longer than the limit.
    case tooLarge
  }

  package static func unzip(_ bytes: UnsafeMutableBufferPointer<UInt8>, limit: Int) -> Outcome {
    var stream = z_stream()
    stream.next_in = bytes.baseAddress
    stream.avail_in = UInt32(truncatingIfNeeded: bytes.count)
    let size = Int32(MemoryLayout<z_stream>.size)
    // 16 asks for the gzip format, 15 for the largest window.
    guard inflateInit2_(&stream, 16 + 15, ZLIB_VERSION, size) == Z_OK else { return .broken }
    defer { inflateEnd(&stream) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let (status, count) = chunk.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        return (status, buffer.count - Int(stream.avail_out))
      }
      text += chunk[..<count]
      if text.count > limit { return .tooLarge }
      switch status {
      case Z_STREAM_END:
        // Go reads members one after another.
        guard stream.avail_in > 0 else { return .text(text) }
        guard inflateReset(&stream) == Z_OK else { return .broken }
      case Z_OK: if count == 0, stream.avail_in == 0 { return .broken }
      default: return .broken
      }
    }
  }
}
