/// Text for a terminal or a log, in which only the program has a say.
///
/// Literals stand as they are. A value that is put into one stays in its line, and shows as
/// escapes whatever would steer a terminal or turn text around. Nor can it start a command of a
/// CI service, as GitHub's runner takes `::error::` at the start of a line and `##[error]` anywhere
/// (its `ActionCommand.TryParseV2` and `TryParse`).
package struct TerminalText: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Whether the last line has nothing but blanks so far, colours aside.
  private var isAtLineStart = true

  package init() {}

  /// Some of one character, an ordinary one of ASCII.
  package init(repeating character: Unicode.Scalar, count: Int) {
    bytes = Array(repeating: UInt8(ascii: character), count: count)
    isAtLineStart = count == 0 || TerminalText.isBlank(UInt8(ascii: character))
  }

  /// Text of several lines, such as a page: line breaks stay, and each line is a value.
  package init(lines: String) {
    self.init()
    var isFirst = true
    for line in lines.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !isFirst { appendLiteral("\n") }
      isFirst = false
      append(String(Substring(line)))
    }
  }

  /// The text of an error with a message in it that may echo what somebody typed.
  ///
  /// A line break in the message counts only where a list of choices follows it.
  package init(message: String, in text: String) {
    guard !message.isEmpty, let range = text.firstRange(of: message) else {
      self.init(lines: text)
      if !isEmpty { appendLiteral("\n") }
      return
    }
    self.init(lines: String(text[..<range.lowerBound]))
    let choice = "\n  - "
    var rest = message[...]
    while let next = rest.firstRange(of: choice) {
      append(String(rest[..<next.lowerBound]))
      appendLiteral(choice)
      rest = rest[next.upperBound...]
    }
    append(String(rest))
    self += TerminalText(lines: String(text[range.upperBound...])) + "\n"
  }

  /// A line of another such text.
  init(checked bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    isAtLineStart = self.bytes.allSatisfy(TerminalText.isBlank)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// For tests and pages.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The text in a style, by the parameters of the control sequence; unchanged without colours.
  package func styled(_ style: String, if usesColor: Bool) -> TerminalText {
    guard usesColor else { return self }
    var text = self
    text.bytes = Array("\u{1B}[\(style)m".utf8) + bytes + Array("\u{1B}[0m".utf8)
    return text
  }

  // MARK: Putting together

  package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
    var text = left
    text += right
    return text
  }

  package static func += (left: inout TerminalText, right: TerminalText) {
    left.bytes += right.bytes
    let hasBreak = right.bytes.contains(0x0A)
    left.isAtLineStart = right.isAtLineStart && (hasBreak || left.isAtLineStart)
  }

  package static func joined(
    _ texts: [TerminalText],
    separator: TerminalText = ""
  ) -> TerminalText {
    var output = TerminalText()
    for (index, text) in texts.enumerated() {
      if index > 0 { output += separator }
      output += text
    }
    return output
  }

  fileprivate mutating func appendLiteral(_ literal: String) {
    var literal = literal
    literal.withUTF8 { literal in
      bytes += literal
      for byte in literal {
        isAtLineStart = byte == 0x0A || isAtLineStart && TerminalText.isBlank(byte)
      }
    }
  }

  /// Appends a value.
  package mutating func append(_ value: String) {
    var value = value
    value.withUTF8 { bytes in
      if isPlain(bytes) {
        self.bytes += bytes
        isAtLineStart = isAtLineStart && bytes.allSatisfy(TerminalText.isBlank)
      } else {
        appendVisible(Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
      }
    }
  }

  private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") && previous == byte {
        return false
      }
      previous = byte
    }
    return !isAtLineStart || bytes.first { !TerminalText.isBlank($0) } != UInt8(ascii: ":")
  }

  private mutating func appendVisible(_ scalars: [Unicode.Scalar]) {
    for (index, scalar) in scalars.enumerated() {
      let startsCommand =
        scalar == ":" && isAtLineStart
        || scalar == "#" && TerminalText.isCommand(scalars[(index + 1)...])
      if startsCommand {
        bytes += scalar == ":" ? Array("\\x3a".utf8) : Array("\\x23".utf8)
      } else if Escapes.needs(scalar) {
        bytes += Escapes.escaped(scalar).utf8
      } else {
        bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
      isAtLineStart = isAtLineStart && scalar == " "
    }
  }

  /// What follows the first `#` of `##[group]` or `##vso[task.complete]`.
  private static func isCommand(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    guard rest.first == "#" else { return false }
    return rest.dropFirst().first { !$0.properties.isAlphabetic } == "["
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension TerminalText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init()
    appendLiteral(value)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = TerminalText()

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { text.appendLiteral(literal) }

    package mutating func appendInterpolation(_ value: String) { text.append(value) }

    package mutating func appendInterpolation(_ value: TerminalText) { text += value }

    package mutating func appendInterpolation(_ value: some Any) {
      text.append(String(describing: value))
    }
  }
}
