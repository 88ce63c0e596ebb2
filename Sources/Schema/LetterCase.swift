/// Letter case as Go's JSON decoder disregards it.
enum LetterCase {
  /// Whether two names differ in letter case at most.
  static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>,
    _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if left.count == right.count {
      var isASCII = true
      var index = 0
      while index < left.count, lowercase(left[index]) == lowercase(right[index]) {
        isASCII = isASCII && left[index] < 0x80
        index += 1
      }
      return index == left.count && isASCII
    }
    // Only the long s and the Kelvin sign are longer than the letter that they stand for.
    guard left.count > right.count, left.contains(where: { $0 >= 0x80 }) else { return false }
    return folded(left) == folded(right)
  }

  @inline(__always)
  private static func lowercase(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// Lower case, with the long s (U+017F) as `s` and the Kelvin sign (U+212A) as `k`.
  ///
  /// Source: encoding/json, `foldName`.
  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0xC5, index + 1 < bytes.count, bytes[index + 1] == 0xBF {
        result.append(UInt8(ascii: "s"))
        index += 2
      } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x84,
        bytes[index + 2] == 0xAA
      {
        result.append(UInt8(ascii: "k"))
        index += 3
      } else {
        result.append(lowercase(byte))
        index += 1
      }
    }
    return result
  }
}
