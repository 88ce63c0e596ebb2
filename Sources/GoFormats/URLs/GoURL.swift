/// A URL, or a reference to one, as Go takes it apart.
///
/// Source: Go, `url.Parse` as of 1.24.11, where brackets hold nothing but an IPv6 address.
package struct GoURL: Sendable, Hashable {
  /// In lower case; empty in a relative reference.
  package private(set) var scheme = ""
  /// What follows the scheme where no slash does, as in `mailto:someone`; not decoded.
  package private(set) var opaque: String?
  package private(set) var hasUserinfo = false
  /// With the port, and decoded; bytes that are then not UTF-8 are replaced.
  package private(set) var host = ""
  /// Decoded like the host.
  package private(set) var path = ""
  /// As it was written.
  private(set) var rawPath: [UInt8] = []
  /// What follows the question mark, not decoded; empty where there is none.
  package private(set) var query = ""

  package static func parse(_ text: String) throws(FormatError) -> GoURL {
    let bytes = Array(text.utf8)
    let (main, fragment) = cut(bytes[...], at: "#")
    var url = GoURL()
    try url.read(main)
    try PercentEncoding.check(fragment, as: .other)
    return url
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    if let control = bytes.firstIndex(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw FormatError("a control character", at: control)
    }
    var rest = bytes
    if let colon = try schemeEnd(bytes) {
      scheme = text(bytes[..<colon]).lowercased()
      rest = bytes[(colon + 1)...]
    }
    let (main, query) = cut(rest, at: "?")
    self.query = text(query)
    rest = main
    guard rest.first == UInt8(ascii: "/") else {
      try readRootless(rest)
      return
    }
    if rest.starts(with: "//".utf8), !scheme.isEmpty || !rest.starts(with: "///".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
      try readAuthority(authority)
      rest = rest[authority.endIndex...]
    }
    try readPath(rest)
  }

  private mutating func readRootless(_ rest: ArraySlice<UInt8>) throws(FormatError) {
    guard scheme.isEmpty else {
      opaque = text(rest)
      return
    }
    let segment = rest.prefix { $0 != UInt8(ascii: "/") }
    if let colon = segment.firstIndex(of: UInt8(ascii: ":")) {
      throw FormatError("first path segment in URL cannot contain colon", at: colon)
    }
    try readPath(rest)
  }

  private mutating func readPath(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    try PercentEncoding.check(bytes, as: .other)
    path = PercentEncoding.decoded(bytes)
    rawPath = Array(bytes)
  }

  private mutating func readAuthority(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
      host = try URLHost.read(bytes)
      return
    }
    host = try URLHost.read(bytes[(at + 1)...])
    hasUserinfo = true
    if let wrong = bytes[..<at].firstIndex(where: { !isUserinfo($0) }) {
      throw FormatError("invalid userinfo", at: wrong)
    }
    try PercentEncoding.check(bytes[..<at], as: .other)
  }
}

/// The place of the colon after the scheme, where there is one.
private func schemeEnd(_ bytes: ArraySlice<UInt8>) throws(FormatError) -> Int? {
  guard let end = bytes.firstIndex(where: { !isSchemeByte($0) }) else { return nil }
  guard bytes[end] == UInt8(ascii: ":") else { return nil }
  guard end > bytes.startIndex else { throw FormatError("missing protocol scheme", at: end) }
  return bytes[bytes.startIndex].isLetter ? end : nil
}

private func isSchemeByte(_ byte: UInt8) -> Bool {
  byte.isLetter || byte.isDigit || "+-.".utf8.contains(byte)
}

/// Source: Go, `validUserinfo` in net/url.
private func isUserinfo(_ byte: UInt8) -> Bool {
  byte.isLetter || byte.isDigit || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
}

/// The bytes before and after the first separator; nothing after where it does not occur.
private func cut(
  _ bytes: ArraySlice<UInt8>,
  at separator: Unicode.Scalar
) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) {
  guard let index = bytes.firstIndex(of: UInt8(ascii: separator)) else {
    return (bytes, bytes[bytes.endIndex...])
  }
  return (bytes[..<index], bytes[(index + 1)...])
}

private func text(_ bytes: ArraySlice<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self)
}
