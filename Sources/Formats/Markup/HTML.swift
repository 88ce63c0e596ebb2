/// Text that goes into a page, escaped unless it was made here.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  package private(set) var text: String

  package init(stringLiteral text: String) { self.text = text }

  package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  package struct Interpolation: StringInterpolationProtocol {
    package var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { text += literal }

    package mutating func appendInterpolation(_ html: HTML) { text += html.text }

    package mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { text += part.text }
    }

    package mutating func appendInterpolation(_ number: Int) { text += "\(number)" }

    package mutating func appendInterpolation(_ untrusted: String) {
      text += HTML.escaped(untrusted)
    }
  }

  package static func + (left: HTML, right: HTML) -> HTML {
    var output = left
    output += right
    return output
  }

  package static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// `text`: HTML that was made elsewhere, in which what others wrote is escaped.
  package init(made text: String) { self.text = text }

  package static func escaped(_ text: String) -> String {
    if !text.utf8.contains(where: mayNeedEscape) { return text }
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      // Marks that turn the direction of text could make one name look like another.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{0}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Whether a byte is one that is escaped, or the first of a mark that turns the direction of text.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, 0xE2: true
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
    case UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
