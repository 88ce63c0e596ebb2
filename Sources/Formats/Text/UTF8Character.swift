/// One character of UTF-8 text.
package enum UTF8Character {
  /// The character at an index and its bytes, or `nil` if the bytes there are not UTF-8.
  ///
  /// Source: RFC 3629, section 4.
  @inline(__always)
  package static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at index: Int
  ) -> (code: UInt32, length: Int)? {
    let first = bytes[index]
    guard first >= 0x80 else { return (UInt32(first), 1) }
    guard (0xC2...0xF4).contains(first) else { return nil }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard index + length <= bytes.count else { return nil }
    var code = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in index + 1..<index + length {
      guard bytes[next] & 0xC0 == 0x80 else { return nil }
      code = code << 6 | UInt32(bytes[next] & 0x3F)
    }
    switch length {
    case 3 where code < 0x800 || (0xD800...0xDFFF).contains(code): return nil
    case 4 where code < 0x1_0000 || code > 0x10_FFFF: return nil
    default: return (code, length)
    }
  }
}
