extension NameFormat {
  /// The name of a port: an IANA service name.
  package static func isPortName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    portNameFault(bytes) == nil
  }

  /// Why a name can't be that of a port.
  package static func portNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let dash = UInt8(ascii: "-")
    if bytes.isEmpty { return "is empty" }
    if bytes.count > 15 { return "is longer than 15 bytes" }
    if let fault = alphabetFault(bytes, service) { return fault }
    if !bytes.contains(where: isLowercase) { return "has no letter" }
    if bytes.first == dash || bytes.last == dash { return "starts or ends with \"-\"" }
    if zip(bytes, bytes.dropFirst()).contains(where: { $0 == dash && $1 == dash }) {
      return "has \"--\""
    }
    return nil
  }

  /// As `isPortName(_:)` of the text's UTF-8.
  package static func isPortName(_ text: String) -> Bool {
    portNameFault(text) == nil
  }

  /// As `portNameFault(_:)` of the text's UTF-8.
  package static func portNameFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(portNameFault(_:))
  }

  private static let service = Alphabet(
    words: "lower-case letters, digits and \"-\"",
    edgeWords: "a lower-case letter or digit",
    contains: { isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") },
    containsEdge: { isLowercase($0) || isDigit($0) }
  )
}
