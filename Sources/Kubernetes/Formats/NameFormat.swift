/// The forms of names in Kubernetes.
///
/// For every form there is a question, `isDNS1123Label`, and a reason, `dns1123LabelFault`: the
/// first thing wrong, worded to follow the name, such as `is longer than 63 bytes`; `nil` if
/// nothing is. Lengths count bytes, as in Kubernetes.
///
/// Source: apimachinery, pkg/util/validation/validation.go.
package enum NameFormat {}

extension NameFormat {
  /// What the bytes of a word may be.
  struct Alphabet {
    /// Named for a reason: `only … are allowed`.
    let words: String
    /// Named for a reason: `does not start with …`.
    let edgeWords: String
    let contains: @Sendable (UInt8) -> Bool
    let containsEdge: @Sendable (UInt8) -> Bool
  }

  /// What is wrong with a word of at most `limit` bytes.
  static func wordFault(
    _ bytes: some BidirectionalCollection<UInt8>,
    limit: Int,
    _ alphabet: Alphabet
  ) -> String? {
    guard let first = bytes.first, let last = bytes.last else { return "is empty" }
    if bytes.count > limit { return "is longer than \(limit) bytes" }
    if let fault = alphabetFault(bytes, alphabet) { return fault }
    if !alphabet.containsEdge(first) { return "does not start with \(alphabet.edgeWords)" }
    if !alphabet.containsEdge(last) { return "does not end with \(alphabet.edgeWords)" }
    return nil
  }

  static func alphabetFault(_ bytes: some Collection<UInt8>, _ alphabet: Alphabet) -> String? {
    guard let wrong = bytes.firstIndex(where: { !alphabet.contains($0) }) else { return nil }
    return "has \(character(bytes[wrong...])), but only \(alphabet.words) are allowed"
  }

  /// The first character in quotes, by number where it would not show.
  static func character(_ bytes: some Collection<UInt8>) -> String {
    let scalar = String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first ?? " "
    guard scalar.properties.isWhitespace || scalar.properties.generalCategory == .control else {
      return "\"\(scalar)\""
    }
    return scalar == " " ? "a space" : "U+" + hexadecimal(scalar.value)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }
}

extension NameFormat {
  package static func isLowercase(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  package static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  package static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLowercase(byte | 0x20)
  }
}
