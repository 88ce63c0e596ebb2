extension TemplateLexer {
  mutating func nextInAction() -> TemplateToken {
    let start = position
    if let width = rightDelimiterWidth() {
      guard openParentheses == 0 else { return fail("unclosed left paren", from: start) }
      closeAction(width)
      return TemplateToken(kind: .rightDelimiter, range: start..<start + width)
    }
    guard start < bytes.count else { return fail("unclosed action", from: start) }
    let byte = bytes[start]
    if isTemplateSpace(byte) { return space() }
    if isWordStart(at: start) && !byte.isDigit { return word(.identifier) }
    if let token = mark(byte) { return token }
    return value(byte)
  }

  /// A run of space, less the last one where that belongs to the closing delimiter.
  private mutating func space() -> TemplateToken {
    let start = position
    repeat { position += 1 } while position < bytes.count && isTemplateSpace(bytes[position])
    position -= 1
    if rightDelimiterWidth() == nil { position += 1 }
    return TemplateToken(kind: .space, range: start..<position)
  }

  /// The tokens that one character decides, or two.
  private mutating func mark(_ byte: UInt8) -> TemplateToken? {
    let start = position
    switch byte {
    case UInt8(ascii: "="): return take(1, as: .assign)
    case UInt8(ascii: "|"): return take(1, as: .pipe)
    case UInt8(ascii: ":"):
      guard starts(with: ":=", at: start) else { return fail("expected :=", from: start) }
      return take(2, as: .declare)
    case UInt8(ascii: "("):
      openParentheses += 1
      return take(1, as: .leftParenthesis)
    case UInt8(ascii: ")"):
      openParentheses -= 1
      if openParentheses < 0 { return fail("unexpected right paren", from: start) }
      return take(1, as: .rightParenthesis)
    default: return nil
    }
  }

  private mutating func value(_ byte: UInt8) -> TemplateToken {
    switch byte {
    case UInt8(ascii: "\""): return quoted(byte, as: .string)
    case UInt8(ascii: "'"): return quoted(byte, as: .characterConstant)
    case UInt8(ascii: "`"): return rawString()
    case UInt8(ascii: "$"): return name(.variable, alone: .variable)
    case UInt8(ascii: "."):
      let next = position + 1
      let isNumber = next == bytes.count || bytes[next].isDigit
      return isNumber ? number() : name(.field, alone: .dot)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number()
    case 0x21...0x7E: return take(1, as: .character)
    default: return fail("unrecognized character in action", from: position)
    }
  }

  private mutating func take(_ count: Int, as kind: TemplateToken.Kind) -> TemplateToken {
    position += count
    return TemplateToken(kind: kind, range: position - count..<position)
  }

  /// Escapes are not looked into, save that one may hide the quote.
  private mutating func quoted(_ quote: UInt8, as kind: TemplateToken.Kind) -> TemplateToken {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != 10 {
      let byte = bytes[position]
      position += 1
      if byte == quote { return TemplateToken(kind: kind, range: start..<position) }
      if byte == UInt8(ascii: "\\"), position < bytes.count, bytes[position] != 10 { position += 1 }
    }
    let what = kind == .string ? "quoted string" : "character constant"
    return fail("unterminated \(what)", from: start)
  }

  private mutating func rawString() -> TemplateToken {
    let start = position
    guard let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "`")) else {
      return fail("unterminated raw quoted string", from: start)
    }
    position = end + 1
    return TemplateToken(kind: .rawString, range: start..<position)
  }
}

extension TemplateLexer {
  private mutating func word(_ kind: TemplateToken.Kind) -> TemplateToken {
    let start = position
    skipWord()
    guard isAtTerminator() else { return fail("bad character in action", from: start) }
    let range = start..<position
    return TemplateToken(kind: wordKind(bytes[range]), range: range)
  }

  private func wordKind(_ word: ArraySlice<UInt8>) -> TemplateToken.Kind {
    if let keyword = TemplateKeyword.named(word), !plainWords.contains(keyword) {
      return .keyword(keyword)
    }
    if word.elementsEqual("nil".utf8) { return .nilConstant }
    let isBool = word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
    return isBool ? .bool : .identifier
  }

  /// A dot or a dollar sign, and the name that may follow at once.
  private mutating func name(
    _ kind: TemplateToken.Kind,
    alone: TemplateToken.Kind
  ) -> TemplateToken {
    let start = position
    position += 1
    if isAtTerminator() { return TemplateToken(kind: alone, range: start..<position) }
    skipWord()
    guard isAtTerminator() else { return fail("bad character in action", from: start) }
    return TemplateToken(kind: kind, range: start..<position)
  }

  private mutating func skipWord() {
    while isWordStart(at: position) { position += scalarWidth(at: position) }
  }

  /// Whether a name may end here.
  private func isAtTerminator() -> Bool {
    guard position < bytes.count else { return true }
    return isTemplateSpace(bytes[position]) || ".,|:)(".utf8.contains(bytes[position])
      || starts(with: "}}", at: position)
  }

  /// Whether a letter, a digit or an underscore is here.
  func isWordStart(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    if byte < 0x80 { return byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") }
    let scalars = String(decoding: bytes[index...].prefix(scalarWidth(at: index)), as: UTF8.self)
      .unicodeScalars
    return scalars.allSatisfy { $0.isGoLetter || $0.isGoDigit }
  }

  private func scalarWidth(at index: Int) -> Int {
    switch bytes[index] {
    case ..<0x80: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }
}
