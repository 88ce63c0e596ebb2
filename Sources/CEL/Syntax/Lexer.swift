internal import GoFormats

/// Takes an expression's text apart, in one pass.
///
/// Source: cel-go, parser/gen/CEL.g4.
struct Lexer {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func next() throws(CELError) -> Token {
    skipBlanks()
    let start = position
    guard let first = peek() else { return Token(kind: .end, range: start..<start) }
    if let token = try stringToken(first) { return token }
    if isNameStart(first) { return word() }
    if isDigit(first) || first == UInt8(ascii: ".") && peek(1).map(isDigit) == true {
      return number()
    }
    guard let length = symbolLength(first) else { throw unexpected(at: start) }
    position += length
    return Token(kind: .symbol, range: start..<position)
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while let byte = peek(), byte != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private mutating func word() -> Token {
    let start = position
    while let byte = peek(), isNameStart(byte) || isDigit(byte) { position += 1 }
    let isKeyword = Words.keywords.contains(text(start..<position))
    return Token(kind: isKeyword ? .keyword : .identifier, range: start..<position)
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte < 0x80 && isAlphanumeric(byte) && !isDigit(byte)
  }

  private func symbolLength(_ first: UInt8) -> Int? {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      if peek(1) == UInt8(ascii: "=") { return 2 }
      return first == UInt8(ascii: "=") ? nil : 1
    case UInt8(ascii: "&"), UInt8(ascii: "|"): return peek(1) == first ? 2 : nil
    case _ where "()[]{}.,:?+-*/%".utf8.contains(first): return 1
    default: return nil
    }
  }

  func unexpected(at start: Int) -> CELError {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let shown = text(start..<end)
    let hint =
      switch shown {
      case "=": "; write == to compare"
      case "&", "|": "; write \(shown)\(shown)"
      default: ""
      }
    return CELError(.parse, "the character \"\(shown)\" can't be used here\(hint)", at: start..<end)
  }
}

extension Lexer {
  private mutating func number() -> Token {
    let start = position
    if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x"), isHexadecimal(peek(2)) {
      position += 2
      while isHexadecimal(peek()) { position += 1 }
      return Token(kind: unsignedSuffix() ? .uint : .int, range: start..<position)
    }
    skipDigits()
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).map(isDigit) == true {
      isDouble = true
      position += 1
      skipDigits()
    }
    if skipExponent() { isDouble = true }
    if isDouble { return Token(kind: .double, range: start..<position) }
    return Token(kind: unsignedSuffix() ? .uint : .int, range: start..<position)
  }

  private mutating func skipDigits() {
    while let byte = peek(), isDigit(byte) { position += 1 }
  }

  private mutating func skipExponent() -> Bool {
    guard let mark = peek(), mark | 0x20 == UInt8(ascii: "e") else { return false }
    let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
    guard let digit = peek(hasSign ? 2 : 1), isDigit(digit) else { return false }
    position += hasSign ? 2 : 1
    skipDigits()
    return true
  }

  private mutating func unsignedSuffix() -> Bool {
    guard let byte = peek(), byte | 0x20 == UInt8(ascii: "u") else { return false }
    position += 1
    return true
  }

  private func isHexadecimal(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
