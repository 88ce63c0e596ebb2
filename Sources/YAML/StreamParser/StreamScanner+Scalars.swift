/// Text without quotes and in quotes.
extension StreamScanner {
  /// Blanks and line breaks inside a scalar that may turn out to be its end.
  private struct Gap {
    var blanks: [UInt8] = []
    var firstBreak: [UInt8] = []
    var furtherBreaks: [UInt8] = []
    var hasBreak = false

    /// Adds what the gap stands for: one line break is a blank, of more the first is dropped.
    mutating func fold(into value: inout [UInt8]) {
      if !hasBreak {
        value += blanks
      } else if firstBreak.first == .lineFeed {
        if furtherBreaks.isEmpty { value.append(.space) } else { value += furtherBreaks }
      } else {
        value += firstBreak
        value += furtherBreaks
      }
      self = Gap()
    }
  }

  // MARK: Plain

  mutating func fetchPlain() throws(StreamError) {
    try notePossibleKey()
    canStartKey = false
    let start = text.mark
    var end = start
    var value: [UInt8] = []
    var gap = Gap()
    while true {
      try text.load(4)
      if text.isDocumentIndicator(UInt8(ascii: "-")) || text.isDocumentIndicator(UInt8(ascii: "."))
      {
        break
      }
      if text.byte() == UInt8(ascii: "#") { break }
      while !text.isBlankOrEnd(), !endsPlain {
        if gap.hasBreak || !gap.blanks.isEmpty { gap.fold(into: &value) }
        text.take(&value)
        end = text.mark
        try text.load(2)
      }
      guard text.isBlank() || text.isBreak() else { break }
      try text.load(1)
      try takeGap(&gap) { scanner, gap throws(StreamError) in
        guard gap.hasBreak, scanner.text.mark.column <= scanner.indent,
          scanner.text.byte() == .tab
        else { return }
        throw scanner.syntaxError(
          "found a tab character that violates indentation",
          "while scanning a plain scalar",
          since: start
        )
      }
      if flowLevel == 0, text.mark.column <= indent { break }
    }
    if gap.hasBreak { canStartKey = true }
    insert(StreamToken(kind: .scalar, start: start, end: end, text: value))
  }

  /// Whether an indicator ends the text here.
  private var endsPlain: Bool {
    switch text.byte() {
    case UInt8(ascii: ":"): text.isBlankOrEnd(1)
    case UInt8(ascii: "?"): flowLevel > 0
    case let byte: flowLevel > 0 && PlainCharacters.isFlowIndicator(byte)
    }
  }

  /// Moves over blanks and line breaks; `check` sees each of the blanks.
  private mutating func takeGap(
    _ gap: inout Gap,
    _ check: (StreamScanner, Gap) throws(StreamError) -> Void
  ) throws(StreamError) {
    while text.isBlank() || text.isBreak() {
      if text.isBlank() {
        try check(self, gap)
        if gap.hasBreak { text.skip() } else { text.take(&gap.blanks) }
      } else {
        try text.load(2)
        if gap.hasBreak {
          text.takeBreak(&gap.furtherBreaks)
        } else {
          gap.blanks = []
          text.takeBreak(&gap.firstBreak)
          gap.hasBreak = true
        }
      }
      try text.load(1)
    }
  }

  // MARK: Quoted

  mutating func fetchQuoted() throws(StreamError) {
    try notePossibleKey()
    canStartKey = false
    let start = text.mark
    let quote = text.byte()
    let isSingle = quote == UInt8(ascii: "'")
    text.skip()
    var value: [UInt8] = []
    while true {
      try text.load(4)
      if text.isDocumentIndicator(UInt8(ascii: "-")) || text.isDocumentIndicator(UInt8(ascii: "."))
      {
        throw quoteError("found unexpected document indicator", start)
      }
      if text.isEnd { throw quoteError("found unexpected end of stream", start) }
      var gap = Gap()
      while !text.isBlankOrEnd(), !gap.hasBreak {
        if isSingle, text.byte() == quote, text.byte(1) == quote {
          value.append(quote)
          text.skip(2)
        } else if text.byte() == quote {
          break
        } else if !isSingle, text.byte() == UInt8(ascii: "\\") {
          gap.hasBreak = try takeEscape(&value, start)
        } else {
          text.take(&value)
        }
        try text.load(2)
      }
      try text.load(1)
      if text.byte() == quote { break }
      let isJoined = gap.hasBreak
      try takeGap(&gap) { _, _ throws(StreamError) in }
      if isJoined { value += gap.furtherBreaks } else { gap.fold(into: &value) }
    }
    text.skip()
    let style = isSingle ? RawNode.Style.singleQuoted : .doubleQuoted
    insert(StreamToken(kind: .scalar, start: start, end: text.mark, style: style, text: value))
  }

  private func quoteError(_ said: String, _ start: StreamText.Mark) -> StreamError {
    syntaxError(said, "while scanning a quoted scalar", since: start)
  }

  private func escapeError(_ said: String, _ start: StreamText.Mark) -> StreamError {
    syntaxError(said, "while parsing a quoted scalar", since: start)
  }

  /// Takes a `\` and what it stands for.
  ///
  /// - Returns: Whether a line break follows it, which is then dropped.
  private mutating func takeEscape(
    _ value: inout [UInt8],
    _ start: StreamText.Mark
  ) throws(StreamError) -> Bool {
    if text.isBreak(1) {
      try text.load(3)
      text.skip()
      text.skipBreak()
      return true
    }
    let digits: Int
    switch text.byte(1) {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "/"): throw .problem(.escapedSlash(at: text.mark.offset))
    case let byte:
      guard let meaning = StreamScanner.meaning(ofEscape: byte) else {
        throw escapeError("found unknown escape character", start)
      }
      value += meaning.utf8
      text.skip(2)
      return false
    }
    text.skip(2)
    try text.load(digits)
    var code: UInt32 = 0
    for place in 0..<digits {
      guard let digit = hexDigit(text.byte(place)) else {
        throw escapeError("did not find expected hexdecimal number", start)
      }
      code = code << 4 | digit
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw escapeError("found invalid Unicode character escape code", start)
    }
    value += String(Character(scalar)).utf8
    text.skip(digits)
    return false
  }

  private static func meaning(ofEscape byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "0"): "\0"
    case UInt8(ascii: "a"): "\u{7}"
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "t"), .tab: "\t"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "v"): "\u{B}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "e"): "\u{1B}"
    case UInt8(ascii: " "): " "
    case UInt8(ascii: "\""): "\""
    case UInt8(ascii: "'"): "'"
    case UInt8(ascii: "\\"): "\\"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    default: nil
    }
  }
}
