internal import Formats
internal import Machine

/// Whether a file holds nothing but characters that need no special care.
enum OrdinaryText {
  /// Whether the bytes are UTF-8 without a byte order mark, line ends other than LF, and
  /// characters that YAML forbids.
  static func isAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= manyBytes else { return isAllOfPart(bytes) }
    var half = bytes.count / 2
    while half < bytes.count, bytes[half] & 0xC0 == 0x80 { half += 1 }
    // Both threads only read.
    nonisolated(unsafe) let second = UnsafeBufferPointer(rebasing: bytes[half...])
    let isSecond = Background { isAllOfPart(second) }
    let isFirst = isAllOfPart(UnsafeBufferPointer(rebasing: bytes[..<half]))
    return isSecond.wait() && isFirst
  }

  /// Bytes from which a second thread is worth its start.
  private static let manyBytes = 1 << 20

  private static func isAllOfPart(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < raw.count {
      if index + step <= raw.count, areOrdinary(raw, from: index) {
        index += step
        continue
      }
      let end = min(index + step, raw.count)
      while index < end {
        guard let found = UTF8Character.decode(bytes, at: index), isOrdinary(found.code) else {
          return false
        }
        index += found.length
      }
    }
    return true
  }

  /// Bytes that are looked at together: four words, which compilers put into vector registers.
  private static let step = 32

  /// Whether as many bytes as a step has are ASCII, and line feeds or printable.
  @inline(__always)
  private static func areOrdinary(_ raw: UnsafeRawBufferPointer, from index: Int) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    let lows = ones &* 0x7F
    var odd: UInt64 = 0
    for word in 0..<step / 8 {
      let bytes = raw.loadUnaligned(fromByteOffset: index + 8 * word, as: UInt64.self)
      // In each of these a byte has its highest bit set if it is one looked for. The sums are of the
      // low seven bits, so that none carries into the next byte.
      let low = bytes & lows
      let isForeign = bytes | (low &+ ones)
      let isControl = ~(low &+ (ones &* 0x60))
      let isNoLineFeed = (low ^ (ones &* UInt64(UInt8.lineFeed))) &+ lows
      odd |= isForeign | (isControl & isNoLineFeed)
    }
    return odd & highs == 0
  }

  private static func isOrdinary(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0A, 0x20...0x7E: true
    // Line and paragraph separators break lines in YAML; U+FEFF is the byte order mark.
    case 0xA0...0xFFFD: code != 0x2028 && code != 0x2029 && code != 0xFEFF
    default: code >= 0x1_0000
    }
  }
}
