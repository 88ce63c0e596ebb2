/// An address as text.
///
/// Source: Go, `ParseAddr` in net/netip; apimachinery, `IsValidIP` in pkg/util/validation/ip.go.
package enum IPAddress {
  case v4([UInt8])
  /// Eight groups of 16 bits.
  case v6([UInt16])

  /// Reads an address without zone.
  ///
  /// `lenient`: Whether octets may have leading zeros, as up to Kubernetes 1.35.
  package init?(_ text: some Collection<UInt8>, lenient: Bool) {
    let bytes = Array(text)
    if bytes.contains(UInt8(ascii: ":")) {
      guard let groups = IPAddress.groups(bytes, lenient: lenient) else { return nil }
      self = .v6(groups)
    } else {
      guard let octets = IPAddress.octets(bytes[...], lenient: lenient) else { return nil }
      self = .v4(octets)
    }
  }

  /// Whether it is an IPv4 address written as an IPv6 one.
  package var isMappedIPv4: Bool {
    if case .v6(let groups) = self {
      groups[..<5].allSatisfy { $0 == 0 } && groups[5] == 0xFFFF
    } else {
      false
    }
  }

  private static func octets(_ bytes: ArraySlice<UInt8>, lenient: Bool) -> [UInt8]? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var octets: [UInt8] = []
    for part in parts {
      guard !part.isEmpty, part.count <= (lenient ? 9 : 3), part.allSatisfy(NameFormat.isDigit),
        lenient || part.count == 1 || part.first != UInt8(ascii: "0")
      else { return nil }
      let value = part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      guard let octet = UInt8(exactly: value) else { return nil }
      octets.append(octet)
    }
    return octets
  }

  private static func groups(_ bytes: [UInt8], lenient: Bool) -> [UInt16]? {
    let colon = UInt8(ascii: ":")
    let gap = bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
    guard let gap else {
      let all = part(bytes[...], lenient: lenient, isLast: true)
      return all?.count == 8 ? all : nil
    }
    guard let before = part(bytes[..<gap], lenient: lenient, isLast: false),
      let after = part(bytes[(gap + 2)...], lenient: lenient, isLast: true),
      before.count + after.count < 8
    else { return nil }
    return before + [UInt16](repeating: 0, count: 8 - before.count - after.count) + after
  }

  private static func part(
    _ bytes: ArraySlice<UInt8>,
    lenient: Bool,
    isLast: Bool
  ) -> [UInt16]? {
    if bytes.isEmpty { return [] }
    let words = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, word) in words.enumerated() {
      if isLast, index == words.count - 1, word.contains(UInt8(ascii: ".")) {
        guard let octets = octets(word, lenient: lenient) else { return nil }
        groups.append(UInt16(octets[0]) << 8 | UInt16(octets[1]))
        groups.append(UInt16(octets[2]) << 8 | UInt16(octets[3]))
        continue
      }
      guard (1...4).contains(word.count), word.first != UInt8(ascii: "+"),
        let group = UInt16(String(decoding: word, as: UTF8.self), radix: 16)
      else { return nil }
      groups.append(group)
    }
    return groups
  }
}

extension IPAddress: CustomStringConvertible {
  /// The form that everybody writes: RFC 5952 for IPv6.
  package var description: String {
    switch self {
    case .v4(let octets): octets.map(String.init).joined(separator: ".")
    case .v6(let groups): IPAddress.text(groups, mapped: isMappedIPv4)
    }
  }

  private static func text(_ groups: [UInt16], mapped: Bool) -> String {
    if mapped {
      let octets = groups[6...].flatMap { [$0 >> 8, $0 & 255] }
      return "::ffff:" + octets.map { "\($0)" }.joined(separator: ".")
    }
    var best = 0..<0
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    func words(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return words(groups[...]) }
    return words(groups[..<best.lowerBound]) + "::" + words(groups[best.upperBound...])
  }
}
