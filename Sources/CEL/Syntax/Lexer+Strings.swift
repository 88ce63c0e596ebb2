extension Lexer {
  /// The string that starts here, if one does.
  mutating func stringToken(_ first: UInt8) throws(CELError) -> Token? {
    var length = 0
    let isBytes = first | 0x20 == UInt8(ascii: "b")
    if isBytes { length += 1 }
    let isRaw = peek(length).map { $0 | 0x20 == UInt8(ascii: "r") } ?? false
    if isRaw { length += 1 }
    guard let quote = peek(length), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { return nil }
    let start = position
    position += length
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    try skipString(quote, isTriple: isTriple, isRaw: isRaw, start: start)
    return Token(kind: isBytes ? .bytes : .string, range: start..<position)
  }

  private mutating func skipString(
    _ quote: UInt8,
    isTriple: Bool,
    isRaw: Bool,
    start: Int
  ) throws(CELError) {
    while let byte = peek() {
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return
      }
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\\"), !isRaw {
        guard let length = escapeLength() else {
          let shown = text(position..<min(position + 2, bytes.count))
          throw CELError(
            .parse,
            "\"\(shown)\" is not an escape; write \\\\ for a backslash, or r'…' for a pattern",
            at: start..<position
          )
        }
        position += length
      } else {
        position += 1
      }
    }
    throw CELError(.parse, "the string does not end", at: start..<position)
  }

  /// How long the escape is that starts here; `nil` if none does.
  private func escapeLength() -> Int? {
    guard let mark = peek(1) else { return nil }
    switch mark {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return digits(2, radix: 16) ? 4 : nil
    case UInt8(ascii: "u"): return digits(4, radix: 16) ? 6 : nil
    case UInt8(ascii: "U"): return digits(8, radix: 16) ? 10 : nil
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      return Lexer.value(bytes[(position + 1)...].prefix(3), radix: 8, count: 3) == nil ? nil : 4
    case _ where Lexer.simpleEscape(mark) != nil: return 2
    default: return nil
    }
  }

  private func digits(_ count: Int, radix: Int) -> Bool {
    Lexer.value(bytes[(position + 2)...].prefix(count), radix: radix, count: count) != nil
  }

  private static func value(_ digits: ArraySlice<UInt8>, radix: Int, count: Int) -> UInt32? {
    guard digits.count == count, !digits.contains(UInt8(ascii: "+")),
      !digits.contains(UInt8(ascii: "-"))
    else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
  }

  private static func simpleEscape(_ mark: UInt8) -> UInt8? {
    switch mark {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    case _ where "\\?\"'`".utf8.contains(mark): mark
    default: nil
    }
  }
}

extension Lexer {
  /// What the string of a token holds, as UTF-8 or, for bytes, as any bytes.
  ///
  /// - Throws: For escapes that stand for no character.
  ///
  /// Source: cel-go, parser/unescape.go.
  func contents(of token: Token) throws(CELError) -> [UInt8] {
    var body = bytes[token.range]
    if token.kind == .bytes { body.removeFirst() }
    let isRaw = (body.first ?? 0) | 0x20 == UInt8(ascii: "r")
    if isRaw { body.removeFirst() }
    let quote = body[body.startIndex]
    let isTriple = body.count >= 6 && body.dropFirst().prefix(2).allSatisfy { $0 == quote }
    body = body.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
    var output: [UInt8] = []
    output.reserveCapacity(body.count)
    while let byte = body.popFirst() {
      if byte == 0x0D {
        if body.first == 0x0A { body.removeFirst() }
        output.append(0x0A)
      } else if byte == UInt8(ascii: "\\"), !isRaw {
        try Lexer.appendEscape(&body, to: &output, token: token)
      } else {
        output.append(byte)
      }
    }
    return output
  }

  /// Reads what follows a backslash.
  private static func appendEscape(
    _ body: inout ArraySlice<UInt8>,
    to output: inout [UInt8],
    token: Token
  ) throws(CELError) {
    guard let mark = body.popFirst() else { return }
    let isBytes = token.kind == .bytes
    if let byte = simpleEscape(mark) {
      output.append(byte)
      return
    }
    let (length, radix) =
      switch mark {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): (2, 16)
      case UInt8(ascii: "u"): (4, 16)
      case UInt8(ascii: "U"): (8, 16)
      default: (2, 8)
      }
    var digits = body.prefix(length)
    body = body.dropFirst(length)
    if radix == 8 { digits = [mark] + digits }
    let number = value(digits, radix: radix, count: digits.count) ?? 0
    if isBytes {
      guard length == 2 else {
        throw CELError(.parse, "bytes can't hold \\u and \\U; write \\x41", at: token.range)
      }
      output.append(UInt8(truncatingIfNeeded: number))
      return
    }
    guard let scalar = Unicode.Scalar(number) else {
      throw CELError(.parse, "invalid unicode code point", at: token.range)
    }
    output += String(scalar).utf8
  }
}
