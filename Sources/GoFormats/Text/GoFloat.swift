/// Floating-point numbers as Go reads and writes them.
///
/// Source: Go, `ParseFloat` and `FormatFloat` in strconv.
package enum GoFloat {
  /// Reads a number of decimal or hexadecimal digits, an infinity, or NaN.
  ///
  /// - Returns: `nil` where Go returns an error, also for numbers that are too large.
  package static func parse(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    let hasSign = isNegative || bytes.first == UInt8(ascii: "+")
    switch String(decoding: bytes.dropFirst(hasSign ? 1 : 0), as: UTF8.self).lowercased() {
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    case "nan" where !hasSign: return .nan
    default:
      guard GoNumber.isFloat(bytes[...]) else { return nil }
      return Double(String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
    }
  }

  /// The fewest digits that tell the number from others, as for `%g`: `1e+06`, `0.1`, `+Inf`.
  package static func shortest(_ number: Double) -> String {
    guard let digits = Digits(number) else { return special(number) }
    let exponent = digits.point - 1
    return (-4..<6).contains(exponent) ? digits.plain : digits.scientific
  }

  /// The fewest digits without an exponent, as for `%f`.
  package static func plain(_ number: Double) -> String {
    Digits(number)?.plain ?? special(number)
  }

  private static func special(_ number: Double) -> String {
    number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf"
  }

  private struct Digits {
    let sign: String
    /// Without zeros at either end; `0` for zero.
    let text: String
    /// How many of the digits are before the point.
    let point: Int

    /// Fails for infinities and NaN.
    init?(_ number: Double) {
      guard number.isFinite else { return nil }
      sign = number.sign == .minus ? "-" : ""
      let parts = "\(number.magnitude)".split(separator: "e")
      let numerals = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      let whole = numerals[0]
      let fraction = numerals.count > 1 ? numerals[1] : ""
      let all = whole + fraction
      let leading = all.prefix { $0 == "0" }.count
      var significant = all.dropFirst(leading)
      while significant.last == "0" { significant.removeLast() }
      text = significant.isEmpty ? "0" : String(significant)
      point =
        significant.isEmpty
        ? 1 : whole.count - leading + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    var plain: String {
      if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + text }
      if point >= text.count {
        return sign + text + String(repeating: "0", count: point - text.count)
      }
      return sign + text.prefix(point) + "." + text.dropFirst(point)
    }

    var scientific: String {
      let exponent = point - 1
      let fraction = text.count > 1 ? ".\(text.dropFirst())" : ""
      let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return "\(sign)\(text.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(size)"
    }
  }
}
