/// Host and port of a URL.
///
/// Source: Go, `parseHost` in net/url.
enum URLHost {
  /// Returns both, decoded.
  static func read(_ bytes: ArraySlice<UInt8>) throws(FormatError) -> String {
    if let open = bytes.lastIndex(of: UInt8(ascii: "[")) {
      return try readBracketed(bytes, open: open)
    }
    if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) {
      try checkPort(bytes[colon...])
    }
    try PercentEncoding.check(bytes, as: .host)
    return PercentEncoding.decoded(bytes)
  }

  /// What is before the bracket is dropped without a look, as Go does.
  private static func readBracketed(
    _ bytes: ArraySlice<UInt8>,
    open: Int
  ) throws(FormatError) -> String {
    guard let close = bytes.lastIndex(of: UInt8(ascii: "]")) else {
      throw FormatError("missing ']' in host", at: open)
    }
    // This also rules out that the brackets are the wrong way round.
    try checkPort(bytes[(close + 1)...])
    let inner = bytes[(open + 1)..<close]
    let zone = inner.indices.first { inner[$0...].starts(with: "%25".utf8) } ?? close
    try PercentEncoding.check(inner[..<zone], as: .host)
    try PercentEncoding.check(inner[zone...], as: .zone)
    let address = PercentEncoding.decoded(inner)
    guard IPv6Address.isValid(address) else {
      throw FormatError("what is in brackets is not an IPv6 address", at: open)
    }
    return "[\(address)]\(String(decoding: bytes[(close + 1)...], as: UTF8.self))"
  }

  /// Accepts nothing at all, and a colon before any number of digits.
  private static func checkPort(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    guard let first = bytes.first else { return }
    guard first == UInt8(ascii: ":"), bytes.dropFirst().allSatisfy(\.isDigit) else {
      let port = String(decoding: bytes, as: UTF8.self)
      throw FormatError("invalid port \(excerpt(port)) after host", at: bytes.startIndex)
    }
  }
}
