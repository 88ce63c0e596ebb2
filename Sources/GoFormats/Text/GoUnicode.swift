extension Unicode.Scalar {
  /// White space as `strings.Fields` and `strings.TrimSpace` know it.
  ///
  /// Source: Go, `unicode.IsSpace`.
  var isGoSpace: Bool {
    value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }

  /// Source: Go, `unicode.IsLetter`.
  var isGoLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Source: Go, `unicode.IsDigit`.
  var isGoDigit: Bool { properties.generalCategory == .decimalNumber }
}

extension Substring.UnicodeScalarView {
  /// The text without the white space around it.
  ///
  /// Source: Go, `strings.TrimSpace`.
  var trimmed: Self {
    var rest = self
    while let first = rest.first, first.isGoSpace { rest.removeFirst() }
    while let last = rest.last, last.isGoSpace { rest.removeLast() }
    return rest
  }
}

/// The text in lower case, as far as ASCII goes.
///
/// Source: Go, `strings.ToLower`. Outside ASCII only two letters have one of ASCII for lower case,
/// so what is left as it is can equal no ASCII word.
func goLowercased(_ text: some Sequence<Unicode.Scalar>) -> String {
  var lower = String.UnicodeScalarView()
  for scalar in text {
    switch scalar {
    case "A"..."Z": lower.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
    case "\u{130}": lower.append("i")
    case "\u{212A}": lower.append("k")
    default: lower.append(scalar)
    }
  }
  return String(lower)
}
