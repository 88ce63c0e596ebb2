/// The URL of a proxy, without the user that it may name.
struct ProxyURL {
  /// Without user and password.
  let address: String
  let user: (name: String, password: String)?

  init(_ url: String) {
    guard let scheme = url.firstRange(of: "://"),
      let mark = url[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
    else {
      address = url
      user = nil
      return
    }
    address = String(url[..<scheme.upperBound] + url[url.index(after: mark)...])
    let parts = url[scheme.upperBound..<mark].split(
      separator: ":",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    user = (
      ProxyURL.decoded(parts[0]),
      parts.count > 1 ? ProxyURL.decoded(parts[1]) : ""
    )
  }

  /// With the bytes that `%41` and the like stand for.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
