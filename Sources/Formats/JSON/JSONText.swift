/// Text in JSON's quotes.
package enum JSONText {
  /// Who is to read the text.
  package enum Reader: Sendable {
    case json
    /// Something that takes it for YAML: there, some characters count only as escapes.
    ///
    /// Source: YAML 1.1, "5.1. Character Set" and "5.4. Line Break Characters".
    case yaml
  }

  package static func append(
    _ text: String,
    to output: inout [UInt8],
    for reader: Reader = .json
  ) {
    var copy = text
    copy.withUTF8 { append($0, to: &output, for: reader) }
  }

  /// Escapes what JSON must, and U+2028 and U+2029 as Go does; a byte that is not UTF-8 becomes
  /// U+FFFD.
  package static func append(
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8],
    for reader: Reader = .json
  ) {
    output.append(UInt8(ascii: "\""))
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x7F, let special = special(bytes[index...].prefix(3), for: reader) {
        appendNumber(special.scalar, to: &output)
        index += special.count
        continue
      }
      if byte < 0x80 {
        appendEscaped(byte, to: &output)
        index += 1
      } else if let character = UTF8Character.decode(bytes, at: index) {
        output += bytes[index..<index + character.length]
        index += character.length
      } else {
        output += [0xEF, 0xBF, 0xBD]
        index += 1
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// A character beyond ASCII's printable ones that is only to be written as an escape.
  private static func special(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>,
    for reader: Reader
  ) -> (scalar: UInt16, count: Int)? {
    let start = bytes.startIndex
    func scalar(_ count: Int) -> UInt16? {
      guard bytes.count >= count else { return nil }
      let (first, second) = (UInt16(bytes[start]), UInt16(bytes[start + 1] & 0x3F))
      if count == 2 { return (first & 0x1F) << 6 | second }
      return (first & 0x0F) << 12 | second << 6 | UInt16(bytes[start + 2] & 0x3F)
    }
    switch (bytes[start], reader) {
    case (0xE2, _):
      guard let found = scalar(3), found == 0x2028 || found == 0x2029 else { return nil }
      return (found, 3)
    case (0x7F, .yaml): return (0x7F, 1)
    case (0xC2, .yaml):
      guard let found = scalar(2), found < 0xA0 else { return nil }
      return (found, 2)
    case (0xEF, .yaml):
      guard let found = scalar(3), found == 0xFEFF || found >= 0xFFFE else { return nil }
      return (found, 3)
    default: return nil
    }
  }

  private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
    case 0x0A: output += Array("\\n".utf8)
    case 0x0D: output += Array("\\r".utf8)
    case 0x09: output += Array("\\t".utf8)
    case 0x08: output += Array("\\b".utf8)
    case 0x0C: output += Array("\\f".utf8)
    case 0..<0x20: appendNumber(UInt16(byte), to: &output)
    default: output.append(byte)
    }
  }

  private static func appendNumber(_ scalar: UInt16, to output: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    output += Array("\\u".utf8)
    for shift in [12, 8, 4, 0] { output.append(digits[Int(scalar >> UInt16(shift)) & 15]) }
  }
}
