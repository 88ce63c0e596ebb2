internal import Glibc

/// Values as `format` and `strings.quote` write them.
///
/// Source: cel-go, ext/formatting.go.
enum ValueText {
  /// A value as it is inserted for `%s`; `nil` for one that can't be.
  static func text(_ value: Value, _ run: Run) throws(CELError) -> String? {
    switch value {
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      return text.string
    case .bytes(let bytes):
      try run.charge(bytes: bytes.count)
      return String(decoding: bytes, as: UTF8.self)
    case .null: return "null"
    case .bool, .int, .uint, .double, .timestamp, .duration:
      return try Conversion.string(value, run).asString.string
    case .list, .map: return try nested(value, run)
    case .type(let name): return name
    case .optional, .opaque: return nil
    }
  }

  /// A value within a list or map.
  private static func nested(_ value: Value, _ run: Run) throws(CELError) -> String? {
    try run.charge(1)
    switch value {
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      return quoted(text.string)
    case .bytes: return try text(value, run).map { "b\(quoted($0))" }
    case .double(let number):
      return number.isFinite ? fixed(number, 6) : try text(value, run).map(quoted)
    case .timestamp: return try text(value, run).map { "timestamp(\(quoted($0)))" }
    case .duration: return try text(value, run).map { "duration(\(quoted($0)))" }
    case .list(let list):
      var parts: [String] = []
      for index in 0..<list.count {
        guard let part = try nested(list[index], run) else { return nil }
        parts.append(part)
      }
      return try bracketed("[", parts, "]", run)
    case .map(let map): return try self.map(map, run)
    default: return try text(value, run)
    }
  }

  /// In the order of the text, since maps have none.
  private static func map(_ map: any MapSource, _ run: Run) throws(CELError) -> String? {
    var parts: [String] = []
    let keys = map.keys
    for index in 0..<keys.count {
      guard let key = try nested(keys[index], run),
        let value = try nested(map.lookUp(keys[index]) ?? .null, run)
      else { return nil }
      parts.append("\(key):\(value)")
    }
    parts.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return try bracketed("{", parts, "}", run)
  }

  private static func bracketed(
    _ open: String,
    _ parts: [String],
    _ close: String,
    _ run: Run
  ) throws(CELError) -> String {
    try run.charge(bytes: parts.reduce(0) { $0 + $1.utf8.count + 2 })
    return open + parts.joined(separator: ", ") + close
  }

  /// In double quotes, with escapes for what would not show.
  static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{07}": output += "\\a"
      case "\u{08}": output += "\\b"
      case "\u{0C}": output += "\\f"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{0B}": output += "\\v"
      case "\\": output += "\\\\"
      case "\"": output += "\\\""
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }

  /// With so many digits after the point, at most 400.
  static func fixed(_ number: Double, _ precision: Int) -> String {
    printed("%.\(precision)f", number)
  }

  /// With six digits and a power of ten.
  static func scientific(_ number: Double) -> String {
    if number.isNaN { return "   NaN" }
    if number.isInfinite { return number < 0 ? "    -∞" : "     ∞" }
    let parts = printed("%.6e", number).split(separator: "e")
    guard parts.count == 2 else { return "" }
    let raised = parts[1].compactMap { digit -> String? in
      switch digit {
      case "-": "⁻"
      case "+": nil
      default: digit.wholeNumberValue.map { String(Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0]) }
      }
    }
    return "\(parts[0])×10\(raised.joined())"
  }

  /// With six digits or so many, and commas between thousands.
  static func grouped(_ number: Double, _ precision: Int) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-∞" : "∞" }
    let text = fixed(number.magnitude, precision)
    let whole = text.prefix { $0 != "." }
    var output = number.sign == .minus ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { output += "," }
      output.append(digit)
    }
    return output + text.dropFirst(whole.count)
  }

  private static func printed(_ format: String, _ number: Double) -> String {
    withVaList([number]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 800) { buffer in
        let count = vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
        let length = Swift.max(0, min(Int(count), buffer.count - 1))
        let bytes = UnsafeRawBufferPointer(buffer).prefix(length)
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
