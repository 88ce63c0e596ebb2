/// A line of a sheet: words of the program, and values that others wrote.
///
/// In an interpolation the literals are words, and texts that are put in are values.
package struct SheetLine: Sendable, Hashable {
  var parts: [Part] = []

  struct Part: Sendable, Hashable {
    var text: String
    var isValue: Bool
    var style: Style?
    /// Whether no line ends within it.
    var isWhole = false
    /// The address that it leads to, where a page can have links.
    var link: String?
  }

  /// What a part of a line is, which colours show.
  package enum Style: Sendable {
    case strong, faint, good, bad, doubtful

    /// The parameters of the control sequence.
    var code: String {
      switch self {
      case .strong: "1"
      case .faint: "2"
      case .good: "32"
      case .bad: "31"
      case .doubtful: "33"
      }
    }
  }

  package init() {}

  /// Words of the program that it does not write as a literal.
  package init(words: String) {
    parts = words.isEmpty ? [] : [Part(text: words, isValue: false, style: nil)]
  }

  /// A value.
  package init(value: String, _ style: Style? = nil) {
    parts = [Part(text: value, isValue: true, style: style)]
  }

  /// A value that leads to an address, where a page can have links.
  package init(value: String, link: String?) {
    parts = [Part(text: value, isValue: true, style: nil, link: link)]
  }

  package var isEmpty: Bool { parts.isEmpty }

  package static func + (left: SheetLine, right: SheetLine) -> SheetLine {
    var line = left
    line.parts += right.parts
    return line
  }

  package static func += (left: inout SheetLine, right: SheetLine) { left.parts += right.parts }

  package static func joined(_ lines: [SheetLine], separator: SheetLine) -> SheetLine {
    var output = SheetLine()
    for (index, line) in lines.enumerated() {
      if index > 0 { output += separator }
      output += line
    }
    return output
  }

  /// Values with commas between them.
  package static func list(_ values: [String]) -> SheetLine {
    joined(values.map { SheetLine(value: $0) }, separator: ", ")
  }

  /// The line without styles, as one text.
  package var plain: String { parts.map(\.text).joined() }

  /// The same without what is faint, such as places.
  package var withoutAsides: String {
    parts.filter { $0.style != .faint }.map(\.text).joined()
  }

  /// The line in one piece, however narrow a page is.
  package var whole: SheetLine {
    var line = self
    for index in line.parts.indices { line.parts[index].isWhole = true }
    return line
  }

  /// The line with values of at most so many characters.
  package func cut(to most: Int) -> SheetLine {
    var line = self
    for index in line.parts.indices where line.parts[index].isValue {
      let text = line.parts[index].text
      if text.utf8.count > most, text.count > most {
        line.parts[index].text = text.prefix(most - 1) + "…"
      }
    }
    return line
  }

  /// The line as one link, where a page can have links; as it is for `nil`.
  package func linked(to address: String?) -> SheetLine {
    guard let address else { return self }
    var line = self
    for index in line.parts.indices { line.parts[index].link = address }
    return line
  }

  package func styled(_ style: Style) -> SheetLine {
    var line = self
    for index in line.parts.indices where line.parts[index].style == nil {
      line.parts[index].style = style
    }
    return line
  }
}

extension SheetLine: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    parts = value.isEmpty ? [] : [Part(text: value, isValue: false, style: nil)]
  }

  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(Part(text: literal, isValue: false, style: nil)) }
    }

    package mutating func appendInterpolation(_ value: String) {
      parts.append(Part(text: value, isValue: true, style: nil))
    }

    package mutating func appendInterpolation(_ number: Int) { appendLiteral("\(number)") }

    /// Words of the program.
    package mutating func appendInterpolation(words: String) { appendLiteral(words) }

    package mutating func appendInterpolation(_ line: SheetLine) { parts += line.parts }
  }
}
