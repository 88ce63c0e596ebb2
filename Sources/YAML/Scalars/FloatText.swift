/// Floating-point numbers as Go prints them.
package enum FloatText {
  /// As encoding/json does: 64 bits, positional when zero or 1e-6 <= |x| < 1e21.
  package static func json(_ value: Double) -> String {
    let digits = Digits("\(value)")
    let magnitude = value.magnitude
    if value == 0 || magnitude >= 1e-6 && magnitude < 1e21 { return digits.positional }
    return digits.scientific(exponentDigits: 1)
  }

  /// Rounded to 32 bits, positional for exponents from -4 to 5: `strconv.FormatFloat(f, 'g', -1, 32)`.
  package static func short(_ value: Double, infinity: String, nan: String) -> String {
    let value = Float(value)
    if value.isNaN { return nan }
    if value.isInfinite { return value < 0 ? "-" + infinity.drop { $0 == "+" } : infinity }
    let digits = Digits("\(value)")
    if value == 0 || (-4..<6).contains(digits.exponent) {
      return digits.positional
    }
    return digits.scientific(exponentDigits: 2)
  }

  /// Sign, decimal digits without zeros around them, and the exponent of the first one.
  private struct Digits {
    var isNegative: Bool
    var digits: [Character]
    var exponent: Int

    /// - Parameter text: The shortest text of a number as Swift prints it, such as `1e-05`.
    init(_ text: String) {
      isNegative = text.hasPrefix("-")
      let parts = text.drop { $0 == "-" }.split(separator: "e", maxSplits: 1)
      let mantissa = parts[0].split(separator: ".", maxSplits: 1)
      let whole = Array(mantissa[0])
      var all = whole + (mantissa.count > 1 ? Array(mantissa[1]) : [])
      var exponent = whole.count - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
      while all.count > 1, all[0] == "0" {
        all.removeFirst()
        exponent -= 1
      }
      while all.count > 1, all.last == "0" { all.removeLast() }
      digits = all
      self.exponent = all == ["0"] ? 0 : exponent
    }

    var count: Int { digits.count }

    var positional: String {
      var text = isNegative ? "-" : ""
      if exponent < 0 {
        text += "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
      } else if digits.count <= exponent + 1 {
        text += String(digits) + String(repeating: "0", count: exponent + 1 - digits.count)
      } else {
        text += String(digits[...exponent]) + "." + String(digits[(exponent + 1)...])
      }
      return text
    }

    func scientific(exponentDigits: Int) -> String {
      var text = (isNegative ? "-" : "") + String(digits[0])
      if digits.count > 1 { text += "." + String(digits[1...]) }
      let size = String(exponent.magnitude)
      text += exponent < 0 ? "e-" : "e+"
      return text + String(repeating: "0", count: max(0, exponentDigits - size.count)) + size
    }
  }
}
