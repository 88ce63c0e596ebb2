internal import CZlib

/// Zips values with a header that says nothing of when and where, so that equal bytes zip equally.
///
/// Source: Prow, `Update` in pkg/plugins/updateconfig/updateconfig.go. Go's `gzip.NewWriter` writes
/// no time and the unknown system, as here.
package struct GzipEncoder: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let header: UnsafeMutablePointer<gz_header>

  /// How hard zlib looks for repetitions.
  package enum Effort: Int32 {
    /// Zips about three times as fast and a tenth worse.
    case quick = 1
    case usual = 6
  }

  package init(effort: Effort = .usual) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    header = .allocate(capacity: 1)
    header.initialize(to: gz_header())
    header.pointee.os = 255
    let size = Int32(MemoryLayout<z_stream>.size)
    // 16 asks for the gzip format, 15 for the largest window; 8 is zlib's usual memory.
    let status = deflateInit2_(
      stream,
      effort.rawValue,
      Z_DEFLATED,
      15 + 16,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      size
    )
    guard status == Z_OK else { preconditionFailure("zlib has memory and is the one compiled for") }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    header.deallocate()
  }

  package func zip(_ bytes: [UInt8]) -> [UInt8] {
    deflateReset(stream)
    deflateSetHeader(stream, header)
    let most = Int(deflateBound(stream, UInt(bytes.count)))
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { output in
      bytes.withUnsafeBufferPointer { input in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let status = deflate(stream, Z_FINISH)
        precondition(status == Z_STREAM_END, "deflateBound is enough for one call")
      }
      return Array(output[..<(most - Int(stream.pointee.avail_out))])
    }
  }
}
