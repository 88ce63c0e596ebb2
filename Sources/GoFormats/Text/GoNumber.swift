/// Number constants of a template.
///
/// Source: Go, `newNumber` in text/template/parse/node.go, and the readers in strconv that it asks.
enum GoNumber {
  /// A whole number of 64 bits, a floating-point number, or an imaginary one.
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    if text.last == UInt8(ascii: "i"), isFloat(text.dropLast()) { return true }
    // Digits alone that fit no integer are an overflow, although they would make a float.
    return isInteger(text) || (text.contains(where: isFloatMark) && isFloat(text))
  }

  /// What `ParseFloat` takes for a finite number.
  static func isFloat(_ text: ArraySlice<UInt8>) -> Bool { GoFormats.isFloat(text) }

  /// Two parts, of which the second is imaginary.
  static func isComplex(_ text: ArraySlice<UInt8>) -> Bool {
    let sign = text.indices.dropFirst().last {
      isSign(text[$0]) && !isExponentMark(text[$0 - 1])
    }
    guard let sign else { return false }
    return isFloat(text[..<sign]) && isFloat(text[sign...].dropLast())
  }
}

private func isInteger(_ text: ArraySlice<UInt8>) -> Bool {
  guard hasProperUnderscores(text) else { return false }
  let digits = text.first.map(isSign) == true ? text.dropFirst() : text
  guard !digits.isEmpty else { return false }
  let limit: UInt64 =
    switch text.first {
    case UInt8(ascii: "-"): 1 << 63
    case UInt8(ascii: "+"): 1 << 63 - 1
    default: .max
    }
  let (radix, prefix) = radix(of: digits)
  return value(of: digits.dropFirst(prefix), radix: radix).map { $0 <= limit } ?? false
}

/// The radix that the beginning tells, and how many bytes tell it.
private func radix(of digits: ArraySlice<UInt8>) -> (radix: UInt64, prefix: Int) {
  guard digits.first == UInt8(ascii: "0") else { return (10, 0) }
  guard digits.count > 2 else { return (8, 1) }
  switch digits[digits.startIndex + 1] | 0x20 {
  case UInt8(ascii: "b"): return (2, 2)
  case UInt8(ascii: "o"): return (8, 2)
  case UInt8(ascii: "x"): return (16, 2)
  default: return (8, 1)
  }
}

private func value(of digits: ArraySlice<UInt8>, radix: UInt64) -> UInt64? {
  var value: UInt64 = 0
  for byte in digits where byte != UInt8(ascii: "_") {
    guard let digit = byte.hexValue, digit < radix else { return nil }
    let (product, isTooLarge) = value.multipliedReportingOverflow(by: radix)
    let (sum, isStillTooLarge) = product.addingReportingOverflow(UInt64(digit))
    guard !isTooLarge, !isStillTooLarge else { return nil }
    value = sum
  }
  return value
}

private func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
  guard hasProperUnderscores(text) else { return false }
  let plain = text.filter { $0 != UInt8(ascii: "_") }
  var rest = plain[...]
  if let first = rest.first, isSign(first) { rest.removeFirst() }
  let isHex = rest.count > 2 && (rest.starts(with: "0x".utf8) || rest.starts(with: "0X".utf8))
  if isHex { rest = rest.dropFirst(2) }
  let mantissa = rest.prefix {
    $0 == UInt8(ascii: ".") || (isHex ? $0.hexValue != nil : $0.isDigit)
  }
  let dots = mantissa.count { $0 == UInt8(ascii: ".") }
  guard dots <= 1, mantissa.count > dots else { return false }
  guard isExponent(rest[mantissa.endIndex...], isHex: isHex) else { return false }
  return Double(String(decoding: plain, as: UTF8.self))?.isFinite ?? false
}

/// Hexadecimal numbers cannot do without one.
private func isExponent(_ text: ArraySlice<UInt8>, isHex: Bool) -> Bool {
  guard let mark = text.first else { return !isHex }
  guard mark | 0x20 == UInt8(ascii: isHex ? "p" : "e") else { return false }
  var digits = text.dropFirst()
  if let first = digits.first, isSign(first) { digits.removeFirst() }
  return !digits.isEmpty && digits.allSatisfy(\.isDigit)
}

/// Whether each underscore is between two digits or between a base prefix and a digit.
///
/// Source: Go, `underscoreOK` in strconv.
private func hasProperUnderscores(_ text: ArraySlice<UInt8>) -> Bool {
  guard text.contains(UInt8(ascii: "_")) else { return true }
  let digits = text.first.map(isSign) == true ? text.dropFirst() : text
  let prefix = digits.prefix(2)
  let hasPrefix =
    prefix.count == 2 && prefix.first == UInt8(ascii: "0")
    && "box".utf8.contains(digits[digits.startIndex + 1] | 0x20)
  let isHex = hasPrefix && digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x")
  var isAfterDigit = hasPrefix
  var isAfterUnderscore = false
  for byte in digits.dropFirst(hasPrefix ? 2 : 0) {
    let isDigit = isHex ? byte.hexValue != nil : byte.isDigit
    let isUnderscore = byte == UInt8(ascii: "_")
    if isUnderscore ? !isAfterDigit : isAfterUnderscore && !isDigit { return false }
    isAfterDigit = isDigit
    isAfterUnderscore = isUnderscore
  }
  return !isAfterUnderscore
}

private func isSign(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
}

private func isExponentMark(_ byte: UInt8) -> Bool { "eEpP".utf8.contains(byte) }

private func isFloatMark(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ".") || isExponentMark(byte)
}
