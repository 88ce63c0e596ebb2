internal import Formats

/// URIs of files.
enum FileURI {
  /// The path from `/`; `nil` for a URI of something else.
  static func path(_ uri: String) -> String? {
    let scheme = "file://"
    guard uri.lowercased().hasPrefix(scheme) else { return nil }
    var rest = uri.utf8.dropFirst(scheme.utf8.count)
    let host = "localhost"
    if rest.starts(with: host.utf8) { rest = rest.dropFirst(host.utf8.count) }
    guard rest.first == UInt8(ascii: "/") else { return nil }
    var bytes: [UInt8] = []
    var index = rest.startIndex
    while index < rest.endIndex {
      let byte = rest[index]
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
      if byte == UInt8(ascii: "%") {
        let digits = rest[index...].dropFirst().prefix(2)
        guard digits.count == 2,
          let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(code)
        index = rest.index(index, offsetBy: 3)
      } else {
        bytes.append(byte)
        index = rest.index(after: index)
      }
    }
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }

  /// `path`: From `/`.
  static func uri(_ path: String) -> String {
    "file://"
      + path.split(separator: "/", omittingEmptySubsequences: false)
      .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
  }
}
