internal import Kubernetes

/// An address, and a range of addresses that starts with so many bits of one.
///
/// Source: Go, net/netip.
final class AddressValue: OpaqueValue, CustomStringConvertible {
  let address: IPAddress
  /// `nil` for a single address.
  let bits: Int?

  var typeName: String { bits == nil ? "net.IP" : "net.CIDR" }

  /// A single address; without zone, and not an IPv4 address that is written as IPv6.
  init(address text: StringValue) throws(CELError) {
    let bytes = text.withBytes { Array($0) }
    guard let address = IPAddress(bytes, lenient: false), !address.isMappedIPv4 else {
      throw .evaluation("\"\(text.string.prefix(100))\" is not an IP address")
    }
    self.address = address
    bits = nil
  }

  /// A range such as `10.0.0.0/8`.
  init(range text: StringValue) throws(CELError) {
    let bytes = text.withBytes { Array($0) }
    let slash = bytes.lastIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
    let digits = bytes[slash...].dropFirst()
    guard let address = IPAddress(bytes[..<slash], lenient: false), !address.isMappedIPv4,
      let bits = AddressValue.length(digits), bits <= address.octets.count * 8
    else { throw .evaluation("\"\(text.string.prefix(100))\" is not a CIDR such as 10.0.0.0/8") }
    self.address = address
    self.bits = bits
  }

  init(_ address: IPAddress, bits: Int?) {
    self.address = address
    self.bits = bits
  }

  /// Digits without needless zeros.
  private static func length(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...3).contains(digits.count), digits.allSatisfy(NameFormat.isDigit),
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  func equals(_ other: Value) -> Bool? {
    guard case .opaque(let value) = other, let other = value as? AddressValue,
      (bits == nil) == (other.bits == nil)
    else { return nil }
    return address.octets == other.address.octets && bits == other.bits
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(address.octets)
    hasher.combine(bits)
  }

  var description: String { "\(address)" + (bits.map { "/\($0)" } ?? "") }

  /// The first address of the range.
  var masked: AddressValue {
    AddressValue(address.keeping(bits: bits ?? address.octets.count * 8), bits: bits)
  }

  func contains(_ other: AddressValue) -> Bool {
    let bits = bits ?? address.octets.count * 8
    return address.octets.count == other.address.octets.count
      && other.address.keeping(bits: bits).octets == address.keeping(bits: bits).octets
      && bits <= other.bits ?? other.address.octets.count * 8
  }
}

extension IPAddress {
  /// Four bytes, or sixteen.
  var octets: [UInt8] {
    switch self {
    case .v4(let octets): octets
    case .v6(let groups): groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    }
  }

  /// With all bits after so many set to zero.
  func keeping(bits: Int) -> IPAddress {
    switch self {
    case .v4(let octets): .v4(IPAddress.keeping(octets, bits: bits))
    case .v6(let groups): .v6(IPAddress.keeping(groups, bits: bits))
    }
  }

  private static func keeping<Word: FixedWidthInteger>(_ words: [Word], bits: Int) -> [Word] {
    words.enumerated().map { index, word in
      let kept = min(max(bits - index * Word.bitWidth, 0), Word.bitWidth)
      return kept == 0 ? 0 : word & (Word.max << Word(Word.bitWidth - kept))
    }
  }
}
