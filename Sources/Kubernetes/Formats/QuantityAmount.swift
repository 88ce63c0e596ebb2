/// A quantity to calculate with, which remembers how Go holds it.
///
/// Go holds most quantities as a whole number and a power of ten, as they were written, and only those
/// count as integers that need no fraction in that form.
///
/// Source: apimachinery, `ParseQuantity` and `Add` in pkg/api/resource/quantity.go, `int64Amount` in
/// amount.go.
package struct QuantityAmount: Sendable {
  package let quantity: Quantity
  /// `nil` where Go needs a number of any length.
  private let short: (value: Int64, scale: Int)?
  /// The digits that Go calculates a double of, and the power of ten they are times.
  private let digits: (magnitude: Double, exponent: Int)

  /// Reads what `ParseQuantity` reads.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let quantity = Quantity(bytes), let number = QuantityNumber(bytes),
      let suffix = QuantitySuffix(bytes[number.end...])
    else { return nil }
    self.quantity = quantity
    short = QuantityAmount.short(WrittenDigits(bytes[..<number.end]), number, suffix)
    let magnitude = Double(number.mantissa)
    digits =
      switch suffix {
      case .decimal(let power): (magnitude, number.exponent + power)
      case .binary(let power): (magnitude * Double(1 << power), number.exponent)
      }
  }

  package init(_ number: Int64) {
    quantity = Quantity(number)
    short = (number, 0)
    digits = (Double(number.magnitude), 0)
  }

  private init(_ quantity: Quantity, short: (value: Int64, scale: Int)?) {
    self.quantity = quantity
    self.short = short
    digits = quantity.digits
  }

  private static func short(
    _ digits: WrittenDigits,
    _ number: QuantityNumber,
    _ suffix: QuantitySuffix
  ) -> (value: Int64, scale: Int)? {
    guard let magnitude = Int64(exactly: number.mantissa) else { return nil }
    let value = number.isNegative ? -magnitude : magnitude
    switch suffix {
    case .decimal(let power):
      guard digits.whole + digits.fraction <= 18, power - digits.fraction >= -9 else { return nil }
      return (value, power - digits.fraction)
    case .binary(let power):
      guard digits.fraction == 0, 15 - digits.whole - power * 3 / 10 - 1 >= 0 else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 1 << Int64(power))
      return overflows ? nil : (product, 0)
    }
  }

  /// The value, if it is a whole number as it is held.
  package var integer: Int64? {
    guard let short, short.scale >= 0 else { return nil }
    return QuantityAmount.scaled(short.value, by: short.scale)
  }

  /// As Go calculates it, with its errors of rounding.
  package var approximateDouble: Double {
    if let short { return Double(short.value) * QuantityAmount.power(short.scale) }
    return Double(quantity.sign) * digits.magnitude * QuantityAmount.power(digits.exponent)
  }

  static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  package var negated: QuantityAmount {
    let negative = short.flatMap { short -> (value: Int64, scale: Int)? in
      short.value == .min ? nil : (-short.value, short.scale)
    }
    return QuantityAmount(quantity.negated, short: negative)
  }

  /// The sum; `nil` if it needs more than 38 digits.
  package func adding(_ other: QuantityAmount) -> QuantityAmount? {
    guard let sum = quantity.adding(other.quantity) else { return nil }
    guard let short, let second = other.short else { return QuantityAmount(sum, short: nil) }
    return QuantityAmount(sum, short: QuantityAmount.sum(short, second))
  }

  private static func sum(
    _ left: (value: Int64, scale: Int),
    _ right: (value: Int64, scale: Int)
  ) -> (value: Int64, scale: Int)? {
    if right.value == 0 { return left }
    if left.value == 0 { return right }
    let scale = min(left.scale, right.scale)
    guard let first = scaled(left.value, by: left.scale - scale),
      let second = scaled(right.value, by: right.scale - scale)
    else { return nil }
    let (sum, overflows) = first.addingReportingOverflow(second)
    return overflows ? nil : (sum, scale)
  }

  /// Times a power of ten that is not negative; `nil` if it doesn't fit.
  private static func scaled(_ value: Int64, by power: Int) -> Int64? {
    if value == 0 { return 0 }
    guard power <= 18 else { return nil }
    var result = value
    for _ in 0..<power {
      let (product, overflows) = result.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      result = product
    }
    return result
  }
}

/// How many digits a number was written with.
private struct WrittenDigits {
  /// Without zeros in front.
  var whole = 0
  var fraction = 0

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    var isFraction = false
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if NameFormat.isDigit(byte) {
        if isFraction {
          fraction += 1
        } else if whole > 0 || byte != UInt8(ascii: "0") {
          whole += 1
        }
      }
    }
  }
}
