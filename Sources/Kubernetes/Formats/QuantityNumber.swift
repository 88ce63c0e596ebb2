/// The number before a quantity's suffix.
struct QuantityNumber {
  var isNegative = false
  var hasDigits = false
  /// The value is mantissa times ten to the power of exponent; at most 38 digits.
  var mantissa: UInt128 = 0
  var exponent = 0
  /// Where the suffix begins.
  var end = 0

  /// Source: apimachinery, `parseQuantityString` in pkg/api/resource/quantity.go.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      end = 1
    }
    var isFraction = false
    var isRounded = false
    scan: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        isRounded = append(bytes[end] - UInt8(ascii: "0"), isFraction: isFraction) || isRounded
      case UInt8(ascii: ".") where !isFraction:
        isFraction = true
      default:
        break scan
      }
      end += 1
    }
    if isRounded { mantissa += 1 }
  }

  /// Whether digits were lost.
  private mutating func append(_ digit: UInt8, isFraction: Bool) -> Bool {
    hasDigits = true
    guard mantissa < QuantityNumber.limit else {
      if !isFraction { exponent += 1 }
      return digit != 0
    }
    mantissa = mantissa * 10 + UInt128(digit)
    if isFraction { exponent -= 1 }
    return false
  }

  private static let limit = UInt128.tenToThe(37) ?? .max
}

extension QuantityNumber {
  /// Whether a missing number is 0 before the suffix.
  ///
  /// In Go only the shortcut for plain numbers takes one, and that ends at billionths.
  func isPlain(before suffix: QuantitySuffix) -> Bool {
    switch suffix {
    case .binary: true
    case .decimal(let power): power >= -9
    }
  }

  /// The magnitude times two to the power of `power`, which is at most 60, in billionths: rounded
  /// up and capped at 2^63 - 1, as `ParseQuantity` does for binary suffixes.
  func nanos(times power: Int) -> UInt128 {
    let cap = UInt128(Int64.max) * 1_000_000_000
    let product = mantissa.multipliedFullWidth(by: UInt128(1) << power)
    let shift = exponent + 9
    if shift >= 0 {
      guard product.high == 0, let factor = UInt128.tenToThe(shift) else {
        return mantissa == 0 ? 0 : cap
      }
      let (nanos, overflows) = product.low.multipliedReportingOverflow(by: factor)
      return overflows ? cap : min(nanos, cap)
    }
    let firstShift = min(-shift, 38)
    guard let divisor = UInt128.tenToThe(firstShift), product.high < divisor else { return cap }
    var (quotient, remainder) = divisor.dividingFullWidth(product)
    if remainder > 0 { quotient += 1 }
    return min(quotient.dividedRoundingUp(byTenToThe: -shift - firstShift), cap)
  }
}

extension UInt128 {
  /// Ten to the power of 0 to 38; `nil` if it is too large.
  static func tenToThe(_ power: Int) -> UInt128? {
    guard (0...38).contains(power) else { return nil }
    var value: UInt128 = 1
    for _ in 0..<power { value *= 10 }
    return value
  }

  var decimalDigitCount: Int {
    var count = 0
    var rest = self
    while rest > 0 {
      rest /= 10
      count += 1
    }
    return count
  }

  func dividedRoundingUp(byTenToThe power: Int) -> UInt128 {
    guard let divisor = UInt128.tenToThe(power) else { return self == 0 ? 0 : 1 }
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? quotient : quotient + 1
  }
}
