/// Letter case as Go's JSON decoder disregards it.
enum LetterCase {
  /// Lower case, with the long s (U+017F) as `s` and the Kelvin sign (U+212A) as `k`.
  ///
  /// Source: encoding/json, `foldName`.
  static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
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
        result.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
        index += 1
      }
    }
    return result
  }
}
