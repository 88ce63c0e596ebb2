/// What must not reach a terminal, a log or a page as it is, and how it is shown instead.
package enum Escapes {
  /// Whether a terminal obeys the character, hides it, or shows the text around it in another
  /// order.
  ///
  /// Joiners stay, since emoji and some scripts need them.
  static func needs(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    case .format: return scalar.value != 0x200C && scalar.value != 0x200D
    default: return false
    }
  }

  /// The character in the notation of YAML's double quotes: `\n`, `\x1b`, `\u202e`.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x100: "\\x" + hex(scalar.value, digits: 2)
    case _ where scalar.value < 0x1_0000: "\\u" + hex(scalar.value, digits: 4)
    default: "\\U" + hex(scalar.value, digits: 8)
    }
  }

  /// Half a character, or a whole one, in the notation of JSON.
  static func escaped(_ unit: UInt16) -> String { "\\u" + hex(UInt32(unit), digits: 4) }

  private static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The text in one line in which every character shows itself.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: needs) else { return text }
    var output = ""
    for scalar in text.unicodeScalars {
      if needs(scalar) { output += escaped(scalar) } else { output.unicodeScalars.append(scalar) }
    }
    return output
  }
}
