extension NameFormat {
  /// Why a string is not the name of a header of HTTP.
  package static func httpHeaderNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    bytes.isEmpty ? "is empty" : alphabetFault(bytes, header)
  }

  /// Why a string is not the name of a kernel setting: words joined by full stops or
  /// slashes.
  ///
  /// Source: `IsValidSysctlName` in pkg/apis/core/validation/validation.go.
  package static func sysctlNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.count > 253 { return "is longer than 253 bytes" }
    if let fault = alphabetFault(bytes, sysctl) { return fault }
    let parts = bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
    }
    let isWellFormed = parts.allSatisfy { part in
      guard let first = part.first, let last = part.last else { return false }
      return (isLowercase(first) || isDigit(first)) && (isLowercase(last) || isDigit(last))
    }
    return isWellFormed ? nil : "has a part that does not start and end with a letter or digit"
  }

  /// Why a string is not a domain that names are looked up in: a subdomain whose parts may
  /// have underscores inside and one in front.
  ///
  /// Source: `ValidateDNS1123SubdomainWithUnderScore` in pkg/apis/core/validation/validation.go.
  package static func dnsSearchFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.isEmpty { return "is empty" }
    if bytes.count > 253 { return "is longer than 253 bytes" }
    if let fault = alphabetFault(bytes, search) { return fault }
    for part in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      let word = part.first == UInt8(ascii: "_") ? part.dropFirst() : part[...]
      guard let first = word.first, let last = word.last, isLowercase(first) || isDigit(first),
        isLowercase(last) || isDigit(last)
      else { return "has a part that does not start and end with a lower-case letter or digit" }
    }
    return nil
  }

  /// Why a string is not the name of an iSCSI target or initiator.
  ///
  /// Source: `validateISCSIVolumeSource` in pkg/apis/core/validation/validation.go.
  package static func iscsiNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    isISCSIName(bytes) ? nil : "is not an iqn., eui. or naa. name of iSCSI"
  }

  private static func isISCSIName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let rest = bytes.dropFirst(4)
    switch String(decoding: bytes.prefix(4), as: UTF8.self) {
    case "iqn.": return isQualifiedISCSIName(rest)
    case "eui.": return rest.count == 16 && rest.allSatisfy(isAlphanumeric)
    case "naa.": return rest.count == 32 && rest.allSatisfy(isAlphanumeric)
    default: return false
    }
  }

  /// `YYYY-MM.domain:name`.
  private static func isQualifiedISCSIName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let date = Array(bytes.prefix(8))
    guard date.count == 8, date[0...3].allSatisfy(isDigit), date[4] == UInt8(ascii: "-"),
      date[5...6].allSatisfy(isDigit), date[7] == UInt8(ascii: ".")
    else { return false }
    let rest = bytes.dropFirst(8)
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let (domain, name) = (rest[..<colon], rest[(colon + 1)...])
    return !domain.isEmpty && !name.isEmpty
      && domain.allSatisfy {
        isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
      && !name.contains { ",;*&$| ".utf8.contains($0) }
  }

  private static let header = Alphabet(
    words: "letters, digits and \"-\"",
    edgeWords: "",
    contains: { isAlphanumeric($0) || $0 == UInt8(ascii: "-") },
    containsEdge: { _ in true }
  )

  private static let sysctl = Alphabet(
    words: "lower-case letters, digits, \"-\", \"_\", \".\" and \"/\"",
    edgeWords: "",
    contains: {
      isFileCharacter($0) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        || $0 == UInt8(ascii: "/")
    },
    containsEdge: { _ in true }
  )

  private static let search = Alphabet(
    words: "lower-case letters, digits, \"-\", \"_\" and \".\"",
    edgeWords: "",
    contains: { isFileCharacter($0) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) },
    containsEdge: { _ in true }
  )
}
