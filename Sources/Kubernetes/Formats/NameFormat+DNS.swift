extension NameFormat {
  /// The name of a container, a volume or a namespace.
  package static func isDNS1123Label(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    dns1123LabelFault(bytes) == nil
  }

  /// Why a name is not a DNS-1123 label.
  package static func dns1123LabelFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    OrdinaryName.isLabel(bytes) ? nil : wordFault(bytes, limit: 63, lowercase)
  }

  /// The name of most objects.
  package static func isDNS1123Subdomain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    dns1123SubdomainFault(bytes) == nil
  }

  /// Why a name is not a DNS-1123 subdomain: labels of any length, joined by full stops.
  package static func dns1123SubdomainFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    OrdinaryName.isSubdomain(bytes) ? nil : subdomainFault(bytes)
  }

  /// The name of a Service.
  package static func isDNS1035Label(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    dns1035LabelFault(bytes) == nil
  }

  /// Why a name is not a DNS-1035 label: one that starts with a letter.
  package static func dns1035LabelFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if let fault = dns1123LabelFault(bytes) { return fault }
    guard let first = bytes.first, isLowercase(first) else {
      return "does not start with a lower-case letter"
    }
    return nil
  }

  static func subdomainFault(_ bytes: some BidirectionalCollection<UInt8>) -> String? {
    if bytes.isEmpty { return "is empty" }
    if bytes.count > 253 { return "is longer than 253 bytes" }
    if let fault = alphabetFault(bytes, subdomain) { return fault }
    for part in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if part.isEmpty { return "has an empty part between full stops" }
      if part.first == UInt8(ascii: "-") || part.last == UInt8(ascii: "-") {
        return "has a part that does not start and end with a lower-case letter or digit"
      }
    }
    return nil
  }

  private static let lowercase = Alphabet(
    words: "lower-case letters, digits and \"-\"",
    edgeWords: "a lower-case letter or digit",
    contains: { isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") },
    containsEdge: { isLowercase($0) || isDigit($0) }
  )

  private static let subdomain = Alphabet(
    words: "lower-case letters, digits, \"-\" and \".\"",
    edgeWords: "a lower-case letter or digit",
    contains: {
      isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    },
    containsEdge: { isLowercase($0) || isDigit($0) }
  )
}

extension NameFormat {
  /// As `isDNS1123Label(_:)` of the text's UTF-8.
  package static func isDNS1123Label(_ text: String) -> Bool {
    dns1123LabelFault(text) == nil
  }

  /// As `dns1123LabelFault(_:)` of the text's UTF-8.
  package static func dns1123LabelFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(dns1123LabelFault(_:))
  }

  /// As `isDNS1123Subdomain(_:)` of the text's UTF-8.
  package static func isDNS1123Subdomain(_ text: String) -> Bool {
    dns1123SubdomainFault(text) == nil
  }

  /// As `dns1123SubdomainFault(_:)` of the text's UTF-8.
  package static func dns1123SubdomainFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(dns1123SubdomainFault(_:))
  }

  /// As `isDNS1035Label(_:)` of the text's UTF-8.
  package static func isDNS1035Label(_ text: String) -> Bool {
    dns1035LabelFault(text) == nil
  }

  /// As `dns1035LabelFault(_:)` of the text's UTF-8.
  package static func dns1035LabelFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(dns1035LabelFault(_:))
  }
}

extension NameFormat {
  /// Why a name is not a subdomain, if a dash at its end may be followed by more.
  ///
  /// Source: apimachinery, `NameIsDNSSubdomain` with prefix in pkg/api/validation/generic.go.
  package static func generatedSubdomainFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count > 1, bytes.last == UInt8(ascii: "-") else {
      return dns1123SubdomainFault(bytes)
    }
    return subdomainFault(bytes.dropLast(2) + [UInt8(ascii: "a")])
  }
}
