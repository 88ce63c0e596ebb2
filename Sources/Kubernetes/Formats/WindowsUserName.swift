/// The name that a Windows container runs as: `USER` or `DOMAIN\USER`.
///
/// Source: `validateWindowsSecurityContextOptions` in pkg/apis/core/validation/validation.go.
package enum WindowsUserName {
  /// Why a string is not one, worded to follow it; `nil` if nothing does.
  package static func fault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.isEmpty { return "is empty" }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character" }
    let parts = bytes.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return userFault(parts[0])
    case 2: return domainFault(parts[0]) ?? userFault(parts[1])
    default: return "has more than one backslash"
    }
  }

  private static func domainFault(_ domain: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    if domain.count >= 256 { return "has a domain of more than 255 bytes" }
    let isNetBIOS =
      (1...15).contains(domain.count) && domain.first != UInt8(ascii: ".")
      && !domain.contains { #"\/:*?"<>|"#.utf8.contains($0) }
    return isNetBIOS || isDNS(domain)
      ? nil : "has a domain that is neither a NetBIOS nor a DNS name"
  }

  /// Labels of letters and digits, joined by full stops.
  private static func isDNS(_ domain: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      guard let first = $0.first, let last = $0.last else { return false }
      return NameFormat.isAlphanumeric(first) && NameFormat.isAlphanumeric(last)
        && $0.allSatisfy { NameFormat.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func userFault(_ user: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    if user.isEmpty { return "has no user" }
    if user.count > 104 { return "has a user of more than 104 bytes" }
    if user.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }) {
      return "has a user of dots and spaces only"
    }
    return user.contains { #""/\:;|=,+*?<>@[]"#.utf8.contains($0) }
      ? "has a character that user names can't have" : nil
  }
}
