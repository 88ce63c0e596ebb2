/// A resource quantity such as `500m` or `1.5Gi`, by value: `1Gi` and `1024Mi` are equal.
///
/// Source: apimachinery, `Quantity` in pkg/api/resource/quantity.go. Of a number with more than 38
/// significant digits, which Go keeps, the rest is rounded away from zero.
package struct Quantity: Sendable, Hashable {
  /// -1, 0 or 1.
  package let sign: Int

  /// Without a trailing zero, so that equal quantities are equal member by member.
  private let mantissa: UInt128
  /// The power of ten that the mantissa is times; 0 for zero.
  private let exponent: Int

  /// Reads what `ParseQuantity` reads.
  ///
  /// That includes some things that look wrong: `1.`, `.5`, and the zeros `+`, `.` and `Mi`. Not
  /// included are spaces around, which the API server trims first.
  ///
  /// - Parameter bytes: The text.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !bytes.isEmpty, let number = QuantityNumber(bytes),
      let suffix = QuantitySuffix(bytes[number.end...]),
      number.hasDigits || number.isPlain(before: suffix)
    else { return nil }

    switch suffix {
    case .decimal(let power):
      self.init(
        isNegative: number.isNegative,
        rounding: number.mantissa,
        exponent: number.exponent + power
      )
    case .binary(let power):
      self.init(
        isNegative: number.isNegative,
        mantissa: number.nanos(times: power),
        exponent: -9
      )
    }
  }

  /// Reads what `ParseQuantity` reads from the text's UTF-8.
  ///
  /// - Parameter text: The text.
  package init?(_ text: String) {
    var text = text
    guard let quantity = text.withUTF8({ Quantity($0) }) else { return nil }
    self = quantity
  }

  /// Rounds up to whole billionths, the finest Go keeps.
  private init(isNegative: Bool, rounding mantissa: UInt128, exponent: Int) {
    guard exponent < -9 else {
      self.init(isNegative: isNegative, mantissa: mantissa, exponent: exponent)
      return
    }
    self.init(
      isNegative: isNegative,
      mantissa: mantissa.dividedRoundingUp(byTenToThe: -9 - exponent),
      exponent: -9
    )
  }

  private init(isNegative: Bool, mantissa: UInt128, exponent: Int) {
    guard mantissa != 0 else {
      (sign, self.mantissa, self.exponent) = (0, 0, 0)
      return
    }
    var mantissa = mantissa
    var exponent = exponent
    while mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    (sign, self.mantissa, self.exponent) = (isNegative ? -1 : 1, mantissa, exponent)
  }
}

extension Quantity {
  package var isZero: Bool { sign == 0 }

  package var isInteger: Bool { exponent >= 0 }

  /// How many times ten to the power of `scale` it is, rounded away from zero.
  ///
  /// Scale 0 is Go's `Value` and -3 its `MilliValue`, except that a value too large for it is the largest
  /// or smallest number, where Go's result is undefined.
  package func scaledValue(_ scale: Int) -> Int64 {
    Int64(sign) * Int64(clamping: scaledMagnitude(scale))
  }

  private func scaledMagnitude(_ scale: Int) -> UInt128 {
    let power = exponent - scale
    guard power > 0 else { return mantissa.dividedRoundingUp(byTenToThe: -power) }
    guard let factor = UInt128.tenToThe(power) else { return isZero ? 0 : .max }
    let (product, overflows) = mantissa.multipliedReportingOverflow(by: factor)
    return overflows ? .max : product
  }
}

extension Quantity: Comparable {
  package static func < (left: Quantity, right: Quantity) -> Bool {
    guard left.sign == right.sign else { return left.sign < right.sign }
    return left.sign < 0 ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  /// Compares magnitudes.
  private func isSmaller(than other: Quantity) -> Bool {
    let length = mantissa.decimalDigitCount + exponent
    let otherLength = other.mantissa.decimalDigitCount + other.exponent
    guard length == otherLength else { return length < otherLength }
    // Of equal length, the shorter mantissa takes the zeros that make both exponents equal.
    let shared = min(exponent, other.exponent)
    return aligned(to: shared) < other.aligned(to: shared)
  }

  private func aligned(to exponent: Int) -> UInt128 {
    mantissa * (UInt128.tenToThe(self.exponent - exponent) ?? 1)
  }
}

extension Quantity {
  /// A whole number.
  package init(_ number: Int64) {
    self.init(isNegative: number < 0, mantissa: UInt128(number.magnitude), exponent: 0)
  }

  /// The same amount with the other sign.
  package var negated: Quantity {
    Quantity(isNegative: sign > 0, mantissa: mantissa, exponent: exponent)
  }

  /// The sum; `nil` if it needs more than 38 digits.
  package func adding(_ other: Quantity) -> Quantity? {
    if isZero { return other }
    if other.isZero { return self }
    let shared = min(exponent, other.exponent)
    guard let left = magnitude(at: shared), let right = other.magnitude(at: shared) else {
      return nil
    }
    if sign == other.sign {
      let (sum, overflows) = left.addingReportingOverflow(right)
      return overflows ? nil : Quantity(isNegative: sign < 0, mantissa: sum, exponent: shared)
    }
    let isNegative = left > right ? sign < 0 : other.sign < 0
    return Quantity(
      isNegative: isNegative,
      mantissa: left > right ? left - right : right - left,
      exponent: shared
    )
  }

  private func magnitude(at exponent: Int) -> UInt128? {
    guard let factor = UInt128.tenToThe(self.exponent - exponent) else { return nil }
    let (product, overflows) = mantissa.multipliedReportingOverflow(by: factor)
    return overflows ? nil : product
  }

  /// Its digits without zeros at the end, and the power of ten they are times.
  var digits: (magnitude: Double, exponent: Int) { (Double(mantissa), exponent) }

  /// As a number with an exponent, such as `-15e2`.
  package var decimalText: String {
    let digits = "\(sign < 0 ? "-" : "")\(mantissa)"
    return exponent == 0 ? digits : "\(digits)e\(exponent)"
  }
}
