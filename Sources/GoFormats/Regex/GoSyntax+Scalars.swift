extension GoSyntax {
  /// One character of the pattern as written.
  mutating func readScalar() throws(GoRegexError) -> Unicode.Scalar {
    let first = bytes[index]
    if first < 0x80 {
      index += 1
      return Unicode.Scalar(first)
    }
    var decoder = UTF8()
    var rest = bytes[index...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
      throw GoRegexError(reason: "invalid UTF-8")
    }
    index += UTF8.width(scalar)
    return scalar
  }

  /// An escape that stands for one character: the code point, which may be a surrogate.
  mutating func readEscape() throws(GoRegexError) -> UInt32 {
    let start = index
    index += 1
    guard index < bytes.count else { throw GoRegexError(reason: "trailing backslash") }
    let scalar = try readScalar()
    if let value = GoSyntax.controlEscape(scalar) { return value }
    if scalar.isASCII, !isAlphanumeric(UInt8(scalar.value)) { return scalar.value }
    if let value = readOctal(scalar) { return value }
    if scalar == "x", let value = try readHexadecimal() { return value }
    throw fault("invalid escape sequence", from: start)
  }

  private static func controlEscape(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "a": 7
    case "f": 12
    case "n": 10
    case "r": 13
    case "t": 9
    case "v": 11
    default: nil
    }
  }

  /// Up to three digits, but not a single one other than 0: that would refer back to a group.
  private mutating func readOctal(_ first: Unicode.Scalar) -> UInt32? {
    guard ("0"..."7").contains(first) else { return nil }
    var value = first.value - 0x30
    var digits = 1
    while digits < 3, let byte = peek(0), (0x30...0x37).contains(byte) {
      value = value * 8 + UInt32(byte - 0x30)
      digits += 1
      index += 1
    }
    return digits == 1 && value != 0 ? nil : value
  }

  /// What follows `\x`: two digits, or any number of them in braces.
  private mutating func readHexadecimal() throws(GoRegexError) -> UInt32? {
    if peek(0) == UInt8(ascii: "{") {
      index += 1
      return readBracedHexadecimal()
    }
    guard let high = try readHexadecimalDigit() else { return nil }
    guard let low = try readHexadecimalDigit() else { return nil }
    return high * 16 + low
  }

  private mutating func readBracedHexadecimal() -> UInt32? {
    let start = index
    var value: UInt32 = 0
    while let byte = peek(0) {
      index += 1
      if byte == UInt8(ascii: "}") { return index - start > 1 ? value : nil }
      guard let digit = hexadecimalValue(byte) else { return nil }
      value = value * 16 + digit
      guard value <= 0x10FFFF else { return nil }
    }
    return nil
  }

  private mutating func readHexadecimalDigit() throws(GoRegexError) -> UInt32? {
    guard index < bytes.count else { return nil }
    let scalar = try readScalar()
    return scalar.isASCII ? hexadecimalValue(UInt8(scalar.value)) : nil
  }
}

/// Whether a byte is one of `0` to `9`.
package func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Whether a byte is a digit or a letter of ASCII.
package func isAlphanumeric(_ byte: UInt8) -> Bool {
  isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func hexadecimalValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}
