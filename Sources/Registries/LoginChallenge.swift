/// What a registry wants to be shown, as `WWW-Authenticate` has it.
///
/// Sources: RFC 9110, section 11.6.1; Docker, "Token Authentication Specification".
enum LoginChallenge: Equatable {
  case basic
  /// Where a token is given out, and for which service.
  case bearer(realm: String, service: String?)

  /// The first that is known, `Bearer` before `Basic`; `nil` if there is none.
  static func find(in headers: [String]) -> LoginChallenge? {
    let all = headers.flatMap(schemes)
    for (scheme, parameters) in all where scheme == "bearer" {
      guard let realm = parameters["realm"] else { continue }
      return .bearer(realm: realm, service: parameters["service"])
    }
    return all.contains { $0.scheme == "basic" } ? .basic : nil
  }

  /// Each scheme of a header, and its parameters.
  private static func schemes(
    _ header: String
  ) -> [(scheme: String, parameters: [String: String])] {
    var found: [(scheme: String, parameters: [String: String])] = []
    var rest = Array(header.utf8)[...]
    while true {
      rest = rest.drop { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
      let word = rest.prefix { !", =".utf8.contains($0) }
      if word.isEmpty { return found }
      rest = rest.dropFirst(word.count)
      let name = String(decoding: word, as: UTF8.self).lowercased()
      guard rest.first == UInt8(ascii: "=") else {
        found.append((name, [:]))
        continue
      }
      rest = rest.dropFirst()
      let value = value(&rest)
      if !found.isEmpty { found[found.count - 1].parameters[name] = value }
    }
  }

  /// A word, or text in quotes with escapes.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> String {
    guard rest.first == UInt8(ascii: "\"") else {
      let word = rest.prefix { !", ".utf8.contains($0) }
      rest = rest.dropFirst(word.count)
      return String(decoding: word, as: UTF8.self)
    }
    rest = rest.dropFirst()
    var text: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        text.append(escaped)
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
