extension GoURL {
  /// What an HTTP request may ask for: an absolute URL, or a path.
  ///
  /// Source: Go, `ParseRequestURI` in net/url.
  package static func parseRequest(_ text: String) throws(FormatError) -> GoURL {
    if text.isEmpty { throw FormatError("empty url") }
    // A request has no fragment, so that `#` must not hide a fault of what follows it.
    if let hash = text.utf8.firstIndex(of: UInt8(ascii: "#")) {
      _ = try requestTarget(String(text[..<hash]) + "%23" + text[text.utf8.index(after: hash)...])
    }
    return try requestTarget(text)
  }

  private static func requestTarget(_ text: String) throws(FormatError) -> GoURL {
    let url = try parse(text)
    guard !url.scheme.isEmpty || text.utf8.first == UInt8(ascii: "/") || text == "*" else {
      throw FormatError("invalid URI for request")
    }
    return url
  }

  /// Without the port, and without the brackets of IPv6.
  package var hostname: String { hostAndPort.hostname }

  /// Empty where there is none.
  package var port: String { hostAndPort.port }

  /// Source: Go, `splitHostPort` in net/url.
  private var hostAndPort: (hostname: String, port: String) {
    var bytes = Array(host.utf8)[...]
    var port = ""
    if let colon = bytes.lastIndex(of: UInt8(ascii: ":")),
      bytes[(colon + 1)...].allSatisfy(\.isDigit)
    {
      port = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
      bytes = bytes[..<colon]
    }
    if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
      bytes = bytes.dropFirst().dropLast()
    }
    return (String(decoding: bytes, as: UTF8.self), port)
  }

  /// The path as it was written, if all of it may be; else with escapes where they are needed.
  ///
  /// Source: Go, `EscapedPath` in net/url.
  package var escapedPath: String {
    let mayStay = rawPath.allSatisfy { $0.isPathByte || "!'()*[]%".utf8.contains($0) }
    if mayStay { return String(decoding: rawPath, as: UTF8.self) }
    return PercentEncoding.encoded(PercentEncoding.bytes(rawPath[...])) { $0.isPathByte }
  }

  /// The names and values of the query, decoded, in its order; faulty ones are left out.
  ///
  /// Source: Go, `ParseQuery` in net/url.
  package var queryItems: [(name: String, value: String)] {
    query.split(separator: "&").compactMap { part in
      guard !part.utf8.contains(UInt8(ascii: ";")) else { return nil }
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = GoURL.queryText(halves[0]),
        let value = GoURL.queryText(halves.count > 1 ? halves[1] : "")
      else { return nil }
      return (name, value)
    }
  }

  private static func queryText(_ text: Substring) -> String? {
    let bytes = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    guard (try? PercentEncoding.check(bytes[...], as: .other)) != nil else { return nil }
    return PercentEncoding.decoded(bytes[...])
  }
}

extension UInt8 {
  /// Whether Go leaves the byte as it is in a path.
  fileprivate var isPathByte: Bool {
    isLetter || isDigit || "-_.~$&+,/:;=@".utf8.contains(self)
  }
}
