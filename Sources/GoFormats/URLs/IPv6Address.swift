/// An IPv6 address as text.
///
/// Source: Go, `parseIPv6` in net/netip.
enum IPv6Address {
  /// Whether `text` is an address, with `%scope` or without.
  static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let percent = bytes.firstIndex(of: UInt8(ascii: "%")) else {
      return isAddress(bytes[...])
    }
    return percent < bytes.count - 1 && isAddress(bytes[..<percent])
  }

  private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let gap = gap(in: bytes) else {
      return groups(of: bytes, mayEndInIPv4: true) == 8
    }
    guard let before = groups(of: bytes[..<gap], mayEndInIPv4: false),
      let after = groups(of: bytes[(gap + 2)...], mayEndInIPv4: true)
    else { return false }
    return before + after < 8
  }

  /// The first `::`; a second one leaves an empty group, which is refused there.
  private static func gap(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().first {
      bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":")
    }
  }

  /// How many groups of 16 bits; `nil` where one is malformed.
  private static func groups(of bytes: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> Int? {
    if bytes.isEmpty { return 0 }
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let last = parts[parts.count - 1]
    if mayEndInIPv4, last.contains(UInt8(ascii: ".")) {
      guard isIPv4(last), parts.dropLast().allSatisfy(isGroup) else { return nil }
      return parts.count + 1
    }
    return parts.allSatisfy(isGroup) ? parts.count : nil
  }

  private static func isGroup(_ bytes: ArraySlice<UInt8>) -> Bool {
    1...4 ~= bytes.count && bytes.allSatisfy { $0.hexValue != nil }
  }

  private static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy(isOctet)
  }

  private static func isOctet(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard 1...3 ~= bytes.count, bytes.allSatisfy(\.isDigit) else { return false }
    if bytes.count > 1, bytes.first == UInt8(ascii: "0") { return false }
    return bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
  }
}
