/// Anchors, aliases, tags and directives.
extension StreamScanner {
  mutating func fetchAnchor(_ kind: StreamToken.Kind) throws(StreamError) {
    try notePossibleKey()
    canStartKey = false
    let start = text.mark
    text.skip()
    try text.load(1)
    let name = try takeName()
    switch text.byte() {
    case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      if !name.isEmpty { break }
      fallthrough
    default:
      guard !name.isEmpty, text.isBlankOrEnd() else {
        throw syntaxError(
          "did not find expected alphabetic or numeric character",
          kind == .anchor ? "while scanning an anchor" : "while scanning an alias",
          since: start
        )
      }
    }
    insert(StreamToken(kind: kind, start: start, end: text.mark, text: name))
  }

  /// Takes letters of ASCII, digits, `_` and `-`.
  private mutating func takeName() throws(StreamError) -> [UInt8] {
    var name: [UInt8] = []
    while StreamScanner.isAlphabetic(text.byte()) {
      text.take(&name)
      try text.load(1)
    }
    return name
  }

  private static func isAlphabetic(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Tags

  mutating func fetchTag() throws(StreamError) {
    try notePossibleKey()
    canStartKey = false
    let start = text.mark
    try text.load(2)
    var (handle, suffix): ([UInt8], [UInt8]) = ([], [])
    if text.byte(1) == UInt8(ascii: "<") {
      text.skip(2)
      suffix = try takeTagText(after: [], isDirective: false, start)
      guard text.byte() == UInt8(ascii: ">") else {
        throw syntaxError("did not find the expected '>'", "while scanning a tag", since: start)
      }
      text.skip()
    } else {
      handle = try takeTagHandle(isDirective: false, start)
      if handle.count > 1, handle.last == UInt8(ascii: "!") {
        suffix = try takeTagText(after: [], isDirective: false, start)
      } else {
        suffix = try takeTagText(after: handle, isDirective: false, start)
        // Of `!` alone the suffix is empty, and it is the whole tag.
        (handle, suffix) =
          suffix.isEmpty ? ([], [UInt8(ascii: "!")]) : ([UInt8(ascii: "!")], suffix)
      }
    }
    try text.load(1)
    guard text.isBlankOrEnd() else {
      throw syntaxError(
        "did not find expected whitespace or line break",
        "while scanning a tag",
        since: start
      )
    }
    insert(StreamToken(kind: .tag, start: start, end: text.mark, text: handle, suffix: suffix))
  }

  private func tagError(
    _ said: String,
    _ isDirective: Bool,
    _ start: StreamText.Mark
  ) -> StreamError {
    let words = isDirective ? "while parsing a %TAG directive" : "while parsing a tag"
    return syntaxError(said, words, since: start)
  }

  private mutating func takeTagHandle(
    isDirective: Bool,
    _ start: StreamText.Mark
  ) throws(StreamError) -> [UInt8] {
    try text.load(1)
    guard text.byte() == UInt8(ascii: "!") else {
      throw tagError("did not find expected '!'", isDirective, start)
    }
    var handle: [UInt8] = []
    text.take(&handle)
    try text.load(1)
    handle += try takeName()
    if text.byte() == UInt8(ascii: "!") {
      text.take(&handle)
    } else if isDirective, handle.count > 1 {
      throw tagError("did not find expected '!'", isDirective, start)
    }
    return handle
  }

  /// Takes what can be part of a tag; of what comes before it, the first `!` is dropped.
  private mutating func takeTagText(
    after before: [UInt8],
    isDirective: Bool,
    _ start: StreamText.Mark
  ) throws(StreamError) -> [UInt8] {
    var suffix = Array(before.dropFirst())
    var isThere = !before.isEmpty
    try text.load(1)
    while StreamScanner.isPartOfTag(text.byte()) {
      if text.byte() == UInt8(ascii: "%") {
        try takeTagEscape(&suffix, isDirective, start)
      } else {
        text.take(&suffix)
      }
      try text.load(1)
      isThere = true
    }
    guard isThere else { throw tagError("did not find expected tag URI", isDirective, start) }
    return suffix
  }

  private static func isPartOfTag(_ byte: UInt8) -> Bool {
    isAlphabetic(byte) || ";/?:@&=+$,.!~*'()[]%".utf8.contains(byte)
  }

  /// Takes the `%xx` of one character.
  private mutating func takeTagEscape(
    _ suffix: inout [UInt8],
    _ isDirective: Bool,
    _ start: StreamText.Mark
  ) throws(StreamError) {
    var left: Int?
    repeat {
      try text.load(3)
      guard text.byte() == UInt8(ascii: "%"), let high = hexDigit(text.byte(1)),
        let low = hexDigit(text.byte(2))
      else { throw tagError("did not find URI escaped octet", isDirective, start) }
      let octet = UInt8(high << 4 | low)
      if left != nil {
        guard octet & 0xC0 == 0x80 else {
          throw tagError("found an incorrect trailing UTF-8 octet", isDirective, start)
        }
      } else {
        left = StreamText.width(octet)
        guard left != 0 else {
          throw tagError("found an incorrect leading UTF-8 octet", isDirective, start)
        }
      }
      suffix.append(octet)
      text.skip(3)
      left = left.map { $0 - 1 }
    } while left != 0
  }

  func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    default: nil
    }
  }

  // MARK: Directives

  mutating func fetchDirective() throws(StreamError) {
    let start = text.mark
    func error(_ scanner: StreamScanner, _ said: String) -> StreamError {
      scanner.syntaxError(said, "while scanning a directive", since: start)
    }
    text.skip()
    try text.load(1)
    let name = try takeName()
    guard !name.isEmpty else { throw error(self, "could not find expected directive name") }
    guard text.isBlankOrEnd() else {
      throw error(self, "found unexpected non-alphabetical character")
    }
    var token = StreamToken(kind: .versionDirective, start: start, end: start)
    if name == Array("YAML".utf8) {
      try scanVersion(of: &token)
    } else if name == Array("TAG".utf8) {
      try scanHandle(of: &token)
    } else {
      throw error(self, "found unknown directive name")
    }
    token.end = text.mark
    try skipBlanks()
    try skipComment()
    guard text.isBreakOrEnd() else {
      throw error(self, "did not find expected comment or line break")
    }
    if text.isBreak() {
      try text.load(2)
      text.skipBreak()
    }
    insert(token)
  }

  private mutating func scanVersion(of token: inout StreamToken) throws(StreamError) {
    try skipBlanks()
    let major = try takeVersionNumber(token.start)
    guard text.byte() == UInt8(ascii: ".") else {
      throw versionError("did not find expected digit or '.' character", token.start)
    }
    text.skip()
    token.version = (major, try takeVersionNumber(token.start))
  }

  private func versionError(_ said: String, _ start: StreamText.Mark) -> StreamError {
    syntaxError(said, "while scanning a %YAML directive", since: start)
  }

  private mutating func takeVersionNumber(_ start: StreamText.Mark) throws(StreamError) -> Int {
    try text.load(1)
    var (value, length) = (0, 0)
    while case let digit = text.byte() &- UInt8(ascii: "0"), digit < 10 {
      length += 1
      guard length <= 2 else { throw versionError("found extremely long version number", start) }
      value = value * 10 + Int(digit)
      text.skip()
      try text.load(1)
    }
    guard length > 0 else { throw versionError("did not find expected version number", start) }
    return value
  }

  private mutating func scanHandle(of token: inout StreamToken) throws(StreamError) {
    token.kind = .tagDirective
    try skipBlanks()
    token.text = try takeTagHandle(isDirective: true, token.start)
    try text.load(1)
    func error(_ scanner: StreamScanner, _ said: String) -> StreamError {
      scanner.syntaxError(said, "while scanning a %TAG directive", since: token.start)
    }
    let words = "did not find expected whitespace"
    guard text.isBlank() else { throw error(self, words) }
    try skipBlanks()
    token.suffix = try takeTagText(after: [], isDirective: true, token.start)
    try text.load(1)
    guard text.isBlankOrEnd() else { throw error(self, words + " or line break") }
  }
}
