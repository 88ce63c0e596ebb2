/// What Go demands of `%41` and its like in each part of a URL.
///
/// Source: Go, `unescape` in net/url.
package enum PercentEncoding {
  enum Part {
    case host
    /// The scope after an IPv6 address.
    case zone
    /// User, path or fragment, where every byte may be encoded and none must be.
    case other
  }

  static func check(_ bytes: ArraySlice<UInt8>, as part: Part) throws(FormatError) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        try checkEscape(bytes[index...].prefix(3), as: part)
        index += 3
        continue
      }
      if part != .other, byte < 0x80, !isHost(byte) {
        throw FormatError("invalid character \"\(Unicode.Scalar(byte))\" in host name", at: index)
      }
      index += 1
    }
  }

  private static func checkEscape(
    _ escape: ArraySlice<UInt8>,
    as part: Part
  ) throws(FormatError) {
    let fault = FormatError(
      "invalid URL escape \"\(String(decoding: escape, as: UTF8.self))\"",
      at: escape.startIndex
    )
    guard let value = value(of: escape) else { throw fault }
    if value == UInt8(ascii: "%") { return }
    switch part {
    case .other: return
    case .host: if value < 0x80 { throw fault }
    // A scope may spell out what it could hold anyway; Windows puts spaces there.
    case .zone: if !isHost(value), value != UInt8(ascii: " ") { throw fault }
    }
  }

  /// What `bytes`, already checked, stand for; faulty UTF-8 is replaced.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: self.bytes(bytes), as: UTF8.self)
  }

  /// What `text`, already checked, stands for.
  static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      if let value = value(of: text[index...].prefix(3)) {
        plain.append(value)
        index += 3
      } else {
        plain.append(text[index])
        index += 1
      }
    }
    return plain
  }

  /// The bytes with escapes for all that may not stay.
  static func encoded(_ bytes: [UInt8], unless mayStay: (UInt8) -> Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let output = bytes.flatMap { byte in
      mayStay(byte)
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The byte that a percent sign and two digits stand for.
  private static func value(of escape: ArraySlice<UInt8>) -> UInt8? {
    let start = escape.startIndex
    guard escape.count == 3, escape[start] == UInt8(ascii: "%"),
      let high = escape[start + 1].hexValue, let low = escape[start + 2].hexValue
    else { return nil }
    return high << 4 | low
  }

  /// Source: Go, `shouldEscape` in net/url, for hosts.
  private static func isHost(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "!$&'()*+,;=:[]<>\"-_.~".utf8.contains(byte)
  }
}
