internal import Machine

/// Whether a file holds nothing but characters that need no special care.
enum OrdinaryText {
  /// Whether the bytes are UTF-8 without a byte order mark, line ends other than LF, and
  /// characters that YAML forbids.
  static func isAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= manyBytes else { return isAllOfPart(bytes) }
    var half = bytes.count / 2
    while half < bytes.count, bytes[half] & 0xC0 == 0x80 { half += 1 }
    let second = UnsafeBufferPointer(rebasing: bytes[half...])
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
      if index + 8 <= raw.count,
        areOrdinary(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      {
        index += 8
        continue
      }
      let end = min(index + 8, raw.count)
      while index < end {
        guard let length = lengthOfCharacter(raw, at: index) else { return false }
        index += length
      }
    }
    return true
  }

  /// Whether eight bytes are ASCII, and line feeds or printable.
  @inline(__always)
  private static func areOrdinary(_ bytes: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    let lows = ones &* 0x7F
    // In each of these a byte has its highest bit set if it is the one looked for; none of the
    // sums carries into the next byte.
    let isForeign = bytes | (bytes & lows) &+ ones
    let isControl = ~((bytes & lows) &+ ones &* 0x60)
    let isLineFeed = ~((bytes ^ ones &* UInt64(UInt8.lineFeed)) &+ lows)
    return (isForeign | isControl & ~isLineFeed) & highs == 0
  }

  /// Bytes of the character at an index, or `nil` if it is none of the ordinary ones.
  private static func lengthOfCharacter(_ raw: UnsafeRawBufferPointer, at index: Int) -> Int? {
    let first = raw[index]
    if first < 0x7F { return first >= 0x20 || first == 0x0A || first == 0x09 ? 1 : nil }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), index + length <= raw.count else { return nil }
    var code = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in raw[index + 1..<index + length] {
      guard byte & 0xC0 == 0x80 else { return nil }
      code = code << 6 | UInt32(byte & 0x3F)
    }
    return isOrdinary(code, length: length) ? length : nil
  }

  private static func isOrdinary(_ code: UInt32, length: Int) -> Bool {
    switch length {
    case 2: code >= 0xA0
    case 3:
      // Line and paragraph separators break lines in YAML; U+FEFF is the byte order mark.
      code >= 0x800 && !(0xD800...0xDFFF).contains(code) && code != 0x2028 && code != 0x2029
        && code != 0xFEFF && code < 0xFFFE
    default: code >= 0x1_0000 && code <= 0x10_FFFF
    }
  }
}
