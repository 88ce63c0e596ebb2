package import YAML

/// A quantity as the API machinery writes it: `2000m` as `2`, `1024Mi` as `1Gi`.
///
/// Source: apimachinery, `ParseQuantity` and `CanonicalizeBytes` in pkg/api/resource/quantity.go.
package enum CanonicalQuantity {
  /// - Parameter node: A string or a number; white space around a string does not count.
  /// - Returns: The canonical string; a value that is not a quantity is returned unchanged.
  package static func text(_ node: Node) -> String {
    guard node.string == nil, var number = node.jsonLiteral else {
      return text(node.text.trimmed.bytes)
    }
    return number.withUTF8 { text($0) }
  }

  package static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard let number = QuantityNumber(bytes), let suffix = QuantitySuffix(bytes[number.end...])
    else { return String(decoding: bytes, as: UTF8.self) }
    let digits = Digits(bytes)
    if digits.areKept(with: suffix) { return String(decoding: bytes, as: UTF8.self) }
    if number.mantissa == 0 { return "0" }
    let sign = number.isNegative ? "-" : ""
    switch suffix {
    case .binary(let power):
      return sign + binary(nanos: number.nanos(times: power))
    case .decimal(let power):
      let isScientific = bytes.count > number.end + 1
      let exponent = number.exponent + power
      guard exponent < -9 else {
        return sign + decimal(number.mantissa, exponent, isScientific: isScientific)
      }
      // The finest that is kept, rounded away from zero.
      let nanos = number.mantissa.dividedRoundingUp(byTenToThe: -9 - exponent)
      return sign + decimal(nanos, -9, isScientific: isScientific)
    }
  }

  /// Below 1024, and where a byte would be split, the decimal suffixes are exact.
  private static func binary(nanos: UInt128) -> String {
    guard nanos % 1_000_000_000 == 0, nanos >= 1024 * 1_000_000_000 else {
      return decimal(nanos, -9, isScientific: false)
    }
    var value = nanos / 1_000_000_000
    var power = 0
    while value % 1024 == 0 {
      value /= 1024
      power += 1
    }
    return "\(value)" + ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][min(power, 6)]
  }

  private static func decimal(
    _ mantissa: UInt128,
    _ exponent: Int,
    isScientific: Bool
  ) -> String {
    var mantissa = mantissa
    var exponent = exponent
    while mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    // As text, since the mantissa has no room for them.
    var digits = "\(mantissa)"
    while exponent % 3 != 0 {
      digits += "0"
      exponent -= 1
    }
    let names = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    let position = exponent / 3 + 3
    if !isScientific, names.indices.contains(position) { return digits + names[position] }
    return exponent == 0 ? digits : "\(digits)e\(exponent)"
  }
}

/// The digits of a quantity as they were written.
private struct Digits {
  /// Before the point, without zeros in front.
  private var whole = 0
  private var fraction = 0
  private var endsInThreeZeros = false
  /// The value modulo 8 of the digits before the point.
  private var remainder: UInt8 = 0
  private let isZero: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var zeros = 0
    var isFraction = false
    for byte in bytes.drop(while: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }) {
      switch byte {
      case UInt8(ascii: ".") where !isFraction: isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        zeros = digit == 0 ? zeros + 1 : 0
        if isFraction {
          fraction += 1
        } else if whole > 0 || digit != 0 {
          whole += 1
          remainder = (remainder &* 10 &+ digit) & 7
        }
        continue
      default: break
      }
      if byte != UInt8(ascii: ".") { break }
    }
    endsInThreeZeros = zeros >= 3
    isZero = bytes.count == 1 && bytes[0] == UInt8(ascii: "0")
  }

  /// Whether Go takes the text for canonical as it is, and keeps it to the letter.
  func areKept(with suffix: QuantitySuffix) -> Bool {
    if isZero { return true }
    switch suffix {
    case .decimal(let power):
      let scale = power - fraction
      return whole > 0 && whole + fraction <= 18 && scale >= -9 && scale % 3 == 0
        && !endsInThreeZeros
    case .binary(let power):
      // Each factor of 1024 takes three of the fifteen digits that are surely exact.
      return fraction == 0 && max(whole, 1) + power * 3 / 10 < 15 && remainder != 0
    }
  }
}
