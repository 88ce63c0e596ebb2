/// Standard base64 with padding, on one line.
enum Base64Writer {
  static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    output.reserveCapacity(output.count + (bytes.count + 2) / 3 * 4)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + 2 < bytes.count {
        let group =
          UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
        output.append(digit(group >> 18))
        output.append(digit(group >> 12))
        output.append(digit(group >> 6))
        output.append(digit(group))
        index += 3
      }
      let rest = bytes.count - index
      guard rest > 0 else { return }
      let second = rest > 1 ? UInt32(bytes[index + 1]) : 0
      let group = UInt32(bytes[index]) << 16 | second << 8
      output.append(digit(group >> 18))
      output.append(digit(group >> 12))
      output.append(rest > 1 ? digit(group >> 6) : UInt8(ascii: "="))
      output.append(UInt8(ascii: "="))
    }
  }

  private static func digit(_ group: UInt32) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: group & 63)
    return switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + (value - 26)
    case 52..<62: UInt8(ascii: "0") + (value - 52)
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }
}
