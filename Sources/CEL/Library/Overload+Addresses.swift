internal import Kubernetes

extension Overload {
  /// Source: Kubernetes, cel/library/ip.go and cidr.go.
  static let addresses: [Overload] = [
    Overload(
      "ip(string) -> IP",
      "an IP address",
      .one { (text, _) throws(CELError) in
        .opaque(try AddressValue(address: try text.asString))
      }
    ),
    Overload(
      "isIP(string) -> bool",
      "whether a text is an IP address",
      .one { (text, _) throws(CELError) in
        let text = try text.asString
        return .bool((try? AddressValue(address: text)) != nil)
      }
    ),
    Overload(
      "ip.isCanonical(string) -> bool",
      "whether an address is written in the usual form",
      .one { (text, _) throws(CELError) in
        let text = try text.asString
        return .bool(StringValue("\(try AddressValue(address: text))") == text)
      }
    ),
    Overload(
      "IP.family() -> int",
      "4 or 6",
      .one { (value, _) throws(CELError) in
        .int(try address(value).octets.count == 4 ? 4 : 6)
      }
    ),
    test("isUnspecified", "whether it is 0.0.0.0 or ::") { $0.isUnspecified },
    test("isLoopback", "whether it is the machine's own address") { $0.isLoopback },
    test("isLinkLocalMulticast", "whether it is in 224.0.0.0/24 or ff02::/16") {
      $0.isLinkLocalMulticast
    },
    test("isLinkLocalUnicast", "whether it is in 169.254.0.0/16 or fe80::/10") {
      $0.isLinkLocalUnicast
    },
    test("isGlobalUnicast", "whether it is the address of one machine that others may know") {
      $0.isGlobalUnicast
    },
    Overload("string(IP) -> string", "the address as text", .one(Conversion.string)),
    Overload(
      "cidr(string) -> CIDR",
      "a range of addresses, such as 10.0.0.0/8",
      .one { (text, _) throws(CELError) in
        .opaque(try AddressValue(range: try text.asString))
      }
    ),
    Overload(
      "isCIDR(string) -> bool",
      "whether a text is a range of addresses",
      .one { (text, _) throws(CELError) in
        let text = try text.asString
        return .bool((try? AddressValue(range: text)) != nil)
      }
    ),
    Overload(
      "CIDR.containsIP(IP) -> bool",
      "whether an address is in the range",
      .two { (block, other, _) throws(CELError) in
        .bool(try range(block).contains(try other.opaque(AddressValue.self)))
      }
    ),
    Overload(
      "CIDR.containsIP(string) -> bool",
      "",
      .two { (block, other, _) throws(CELError) in
        .bool(try range(block).contains(try AddressValue(address: try other.asString)))
      }
    ),
    Overload(
      "CIDR.containsCIDR(CIDR) -> bool",
      "whether a whole range is in the range",
      .two { (block, other, _) throws(CELError) in
        .bool(try range(block).contains(try other.opaque(AddressValue.self)))
      }
    ),
    Overload(
      "CIDR.containsCIDR(string) -> bool",
      "",
      .two { (block, other, _) throws(CELError) in
        .bool(try range(block).contains(try AddressValue(range: try other.asString)))
      }
    ),
    Overload(
      "CIDR.ip() -> IP",
      "the address before the slash",
      .one { (block, _) throws(CELError) in
        .opaque(AddressValue(try address(block), bits: nil))
      }
    ),
    Overload(
      "CIDR.masked() -> CIDR",
      "the range, with its first address before the slash",
      .one { (block, _) throws(CELError) in
        .opaque(try range(block).masked)
      }
    ),
    Overload(
      "CIDR.prefixLength() -> int",
      "the number after the slash",
      .one { (block, _) throws(CELError) in
        .int(Int64(try range(block).bits ?? 0))
      }
    ),
    Overload("string(CIDR) -> string", "", .one(Conversion.string)),
  ]

  private static func address(_ value: Value) throws(CELError) -> IPAddress {
    try value.opaque(AddressValue.self).address
  }

  private static func range(_ value: Value) throws(CELError) -> AddressValue {
    try value.opaque(AddressValue.self)
  }

  private static func test(
    _ name: String,
    _ doc: String,
    _ test: @escaping @Sendable (IPAddress) -> Bool
  ) -> Overload {
    Overload(
      "IP.\(name)() -> bool",
      doc,
      .one { (value, _) throws(CELError) in
        .bool(test(try address(value)))
      }
    )
  }
}

/// Source: Go, the methods of `Addr` in net/netip.
extension IPAddress {
  fileprivate var isUnspecified: Bool { octets.allSatisfy { $0 == 0 } }

  fileprivate var isLoopback: Bool {
    switch self {
    case .v4(let octets): octets[0] == 127
    case .v6(let groups): groups.dropLast().allSatisfy { $0 == 0 } && groups.last == 1
    }
  }

  fileprivate var isLinkLocalMulticast: Bool {
    switch self {
    case .v4(let octets): octets.starts(with: [224, 0, 0])
    case .v6(let groups): groups[0] & 0xFF0F == 0xFF02
    }
  }

  fileprivate var isLinkLocalUnicast: Bool {
    switch self {
    case .v4(let octets): octets.starts(with: [169, 254])
    case .v6(let groups): groups[0] & 0xFFC0 == 0xFE80
    }
  }

  private var isMulticast: Bool {
    switch self {
    case .v4(let octets): octets[0] & 0xF0 == 0xE0
    case .v6(let groups): groups[0] >> 8 == 0xFF
    }
  }

  fileprivate var isGlobalUnicast: Bool {
    let isBroadcast = octets.count == 4 && octets.allSatisfy { $0 == 255 }
    return !isUnspecified && !isBroadcast && !isLoopback && !isMulticast && !isLinkLocalUnicast
  }
}
