/// Cuts a template into tokens.
///
/// Source: Go, text/template/parse/lex.go.
struct TemplateLexer {
  let bytes: [UInt8]
  /// Go takes a function of one of these names to mean that the template knows no such keyword.
  let plainWords: Set<TemplateKeyword>
  var position = 0
  var isInAction = false
  var openParentheses = 0
  private var failure: TemplateToken?

  init(_ bytes: [UInt8], plainWords: Set<TemplateKeyword>) {
    self.bytes = bytes
    self.plainWords = plainWords
  }

  mutating func next() -> TemplateToken {
    if let failure { return failure }
    return isInAction ? nextInAction() : nextInText()
  }

  mutating func fail(_ reason: String, from start: Int) -> TemplateToken {
    let token = TemplateToken(kind: .fault(reason), range: start..<position)
    failure = token
    return token
  }

  func starts(with text: StaticString, at index: Int) -> Bool {
    guard index <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[index...].starts(with: $0) }
  }
}

extension TemplateLexer {
  private mutating func nextInText() -> TemplateToken {
    while true {
      let start = position
      guard let open = find("{{", from: start) else {
        position = bytes.count
        let kind: TemplateToken.Kind = start == bytes.count ? .endOfText : .text
        return TemplateToken(kind: kind, range: start..<bytes.count)
      }
      position = open
      let end = hasTrimMarker(after: open + 2) ? trimmedEnd(of: start..<open) : open
      if end > start { return TemplateToken(kind: .text, range: start..<end) }
      if let token = openAction() { return token }
    }
  }

  /// Passes the delimiter; `nil` after a comment, which is not a token.
  private mutating func openAction() -> TemplateToken? {
    let start = position
    position += hasTrimMarker(after: start + 2) ? 4 : 2
    if starts(with: "/*", at: position) { return skipComment(from: start) }
    isInAction = true
    openParentheses = 0
    return TemplateToken(kind: .leftDelimiter, range: start..<start + 2)
  }

  private mutating func skipComment(from start: Int) -> TemplateToken? {
    guard let end = find("*/", from: position + 2) else {
      return fail("unclosed comment", from: start)
    }
    position = end + 2
    guard let width = rightDelimiterWidth() else {
      return fail("comment ends before closing delimiter", from: start)
    }
    closeAction(width)
    return nil
  }

  /// Passes the delimiter, and the space after it where it says so.
  mutating func closeAction(_ width: Int) {
    position += width
    isInAction = false
    guard width > 2 else { return }
    while position < bytes.count, isTemplateSpace(bytes[position]) { position += 1 }
  }

  /// How many bytes `}}` takes here with its trim marker, if it is here.
  func rightDelimiterWidth() -> Int? {
    if starts(with: "}}", at: position) { return 2 }
    guard position + 1 < bytes.count, isTemplateSpace(bytes[position]),
      bytes[position + 1] == UInt8(ascii: "-"), starts(with: "}}", at: position + 2)
    else { return nil }
    return 4
  }

  private func hasTrimMarker(after index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == UInt8(ascii: "-")
      && isTemplateSpace(bytes[index + 1])
  }

  private func trimmedEnd(of range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, isTemplateSpace(bytes[end - 1]) { end -= 1 }
    return end
  }

  private func find(_ text: StaticString, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes[start...].indices.first { starts(with: text, at: $0) }
  }
}

func isTemplateSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || 9...10 ~= byte || byte == 13
}
