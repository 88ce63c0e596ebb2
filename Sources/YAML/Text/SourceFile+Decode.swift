package import Diagnostics
internal import Machine

extension SourceFile {
  /// Makes a file of bytes as they are on disk: UTF-16 with a byte order mark becomes UTF-8.
  ///
  /// - Returns: The file, and the problem if the UTF-16 is broken.
  package static func decoding(
    path: String,
    adopting bytes: UnsafeMutableBufferPointer<UInt8>
  ) -> (file: SourceFile, problem: Problem?) {
    guard bytes.count >= 2 else { return (SourceFile(path: path, adopting: bytes), nil) }
    let isBig = bytes[0] == 0xFE && bytes[1] == 0xFF
    let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE
    guard isBig || isLittle else { return (SourceFile(path: path, adopting: bytes), nil) }
    defer { BulkMemory.free(bytes.baseAddress) }
    let (text, isBroken) = utf8(of: UnsafeBufferPointer(rebasing: bytes[2...]), isBig: isBig)
    let file = SourceFile(path: path, bytes: text)
    guard isBroken else { return (file, nil) }
    let end = UInt32(truncatingIfNeeded: text.count)
    return (
      file,
      Problem(
        kind: .encoding,
        message: "the file says that it is UTF-16, and is not",
        range: SourceRange(start: end, end: end),
        help: "save the file as UTF-8"
      )
    )
  }

  /// Decodes up to the first mistake.
  private static func utf8(
    of bytes: UnsafeBufferPointer<UInt8>,
    isBig: Bool
  ) -> (text: [UInt8], isBroken: Bool) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    func unit(_ index: Int) -> UInt16 {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    var index = 0
    while index + 1 < bytes.count {
      let high = unit(index)
      index += 2
      var scalar = UInt32(high)
      if high & 0xFC00 == 0xD800, index + 1 < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (UInt32(high) & 0x3FF) << 10 + UInt32(unit(index)) & 0x3FF
        index += 2
      }
      guard let character = Unicode.Scalar(scalar) else { return (text, true) }
      text.append(contentsOf: Array(String(character).utf8))
    }
    return (text, index != bytes.count)
  }
}
