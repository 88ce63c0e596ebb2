internal import Glibc

/// A number as YAML 1.1 plain text, read as Prow's YAML library reads it.
///
/// Source: go.yaml.in/yaml/v2, `resolve` in resolve.go, and Go's strconv.
package enum Number: Sendable, Hashable {
  case int(Int64)
  /// Above the signed range.
  case uint(UInt64)
  case float(Double)

  /// `bytes`: The text of a plain scalar that starts with a digit, a sign or a dot.
  ///
  /// Gives `nil` if the text is a string after all.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return nil }
    if first == UInt8(ascii: ".") {
      self.init(dotted: bytes)
      return
    }
    // Most strings with such a start are not numbers: flags, sizes with a unit, durations.
    if bytes.contains(where: Number.isForeign) { return nil }
    // All underscores are removed.
    let digits = bytes.filter { $0 != UInt8(ascii: "_") }
    let read = digits.withUnsafeBufferPointer { Number.integer($0) ?? Number.decimal($0) }
    guard let read = read ?? Number.signedBinary(digits) else { return nil }
    self = read
  }

  var kind: ScalarKind {
    switch self {
    case .int, .uint: .int
    case .float: .float
    }
  }

  private static func isForeign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"),
      UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      false
    default:
      true
    }
  }

  /// `.5` and, between digits only, `.5_0`.
  private init?(dotted bytes: UnsafeBufferPointer<UInt8>) {
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "_") {
      guard index > 0, index + 1 < bytes.count, isDigit(bytes[index - 1]),
        isDigit(bytes[index + 1])
      else { return nil }
    }
    let digits = bytes.filter { $0 != UInt8(ascii: "_") }
    guard let value = digits.withUnsafeBufferPointer(Number.decimal) else { return nil }
    self = value
  }

  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Number? {
    var index = 0
    var isNegative = false
    var isSigned = false
    if let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      isNegative = first == UInt8(ascii: "-")
      isSigned = true
      index = 1
    }
    guard let magnitude = magnitude(bytes, from: index) else { return nil }
    if isNegative {
      guard magnitude <= 1 << 63 else { return nil }
      return .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    }
    if let small = Int64(exactly: magnitude) { return .int(small) }
    return isSigned ? nil : .uint(magnitude)
  }

  /// Digits with Go's base prefixes; `nil` if there is something else or it passes 64 bits.
  private static func magnitude(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64? {
    var index = start
    var base: UInt64 = 10
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "0") {
      switch bytes[index + 1] | 0x20 {
      case UInt8(ascii: "x"): (base, index) = (16, index + 2)
      case UInt8(ascii: "o"): (base, index) = (8, index + 2)
      case UInt8(ascii: "b"): (base, index) = (2, index + 2)
      default: (base, index) = (8, index + 1)
      }
    }
    guard index < bytes.count else { return nil }
    var value: UInt64 = 0
    while index < bytes.count {
      guard let digit = digitValue(bytes[index]), digit < base else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: base)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
      index += 1
    }
    return value
  }

  private static func digitValue(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Sign, digits with an optional dot or a dot and digits, optional exponent; in range.
  private static func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Number? {
    guard isDecimal(bytes) else { return nil }
    let value = withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { copy in
      for index in bytes.indices { copy[index] = CChar(bitPattern: bytes[index]) }
      copy[bytes.count] = 0
      return copy.baseAddress.map { strtod($0, nil) } ?? 0
    }
    return value.isInfinite ? nil : .float(value)
  }

  private static func isDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    func skipDigits() -> Bool {
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      return index > start
    }
    func skipSign() {
      if index < bytes.count,
        bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
    }
    skipSign()
    let hasWhole = skipDigits()
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      if !skipDigits(), !hasWhole { return false }
    } else if !hasWhole {
      return false
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      skipSign()
      if !skipDigits() { return false }
    }
    return index == bytes.count
  }

  /// `0b+1` and `0b-1`: Go strips the prefix and reads the rest as a signed number.
  private static func signedBinary(_ digits: [UInt8]) -> Number? {
    guard digits.count > 3, digits[0] == UInt8(ascii: "0"), digits[1] == UInt8(ascii: "b"),
      digits[2] == UInt8(ascii: "+") || digits[2] == UInt8(ascii: "-")
    else { return nil }
    let isNegative = digits[2] == UInt8(ascii: "-")
    var value: Int64 = 0
    for digit in digits[3...] {
      guard digit == UInt8(ascii: "0") || digit == UInt8(ascii: "1") else { return nil }
      let bit = Int64(digit - UInt8(ascii: "0"))
      let (product, overflow) = value.multipliedReportingOverflow(by: 2)
      let (sum, carry) =
        isNegative
        ? product.subtractingReportingOverflow(bit) : product.addingReportingOverflow(bit)
      if overflow || carry { return nil }
      value = sum
    }
    return .int(value)
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
