/// Quoted constants as Go writes them.
///
/// Source: Go, `strconv.Unquote` and `strconv.UnquoteChar`.
enum GoQuoted {
  /// What a string, given with its quotes, stands for; `nil` if an escape in it is faulty.
  static func value(of literal: ArraySlice<UInt8>) -> [UInt8]? {
    let content = literal.dropFirst().dropLast()
    if literal.first == UInt8(ascii: "`") { return content.filter { $0 != 13 } }
    var value: [UInt8] = []
    var rest = content
    while !rest.isEmpty {
      guard let bytes = readCharacter(&rest, quote: UInt8(ascii: "\"")) else { return nil }
      value += bytes
    }
    return value
  }

  /// Whether a literal in single quotes holds exactly one character.
  static func isCharacter(_ literal: ArraySlice<UInt8>) -> Bool {
    var rest = literal.dropFirst().dropLast()
    guard readCharacter(&rest, quote: UInt8(ascii: "'")) != nil else { return false }
    return rest.isEmpty
  }

  /// Removes one character or escape; `nil` if the escape is faulty or nothing is left.
  private static func readCharacter(_ rest: inout ArraySlice<UInt8>, quote: UInt8) -> [UInt8]? {
    guard let first = rest.popFirst() else { return nil }
    guard first == UInt8(ascii: "\\") else {
      var character = [first]
      while let byte = rest.first, byte & 0xC0 == 0x80 {
        character.append(byte)
        rest.removeFirst()
      }
      return character
    }
    guard let kind = rest.popFirst() else { return nil }
    return readEscape(kind, &rest, quote: quote)
  }

  private static func readEscape(
    _ kind: UInt8,
    _ rest: inout ArraySlice<UInt8>,
    quote: UInt8
  ) -> [UInt8]? {
    switch kind {
    case UInt8(ascii: "x"): return readNumber(&rest, 2, radix: 16).map { [UInt8($0)] }
    case UInt8(ascii: "u"): return readScalar(&rest, 4)
    case UInt8(ascii: "U"): return readScalar(&rest, 8)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let high = UInt32(kind - UInt8(ascii: "0")) * 64
      return readNumber(&rest, 2, radix: 8).flatMap { UInt8(exactly: high + $0) }.map { [$0] }
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return kind == quote ? [kind] : nil
    default: return simpleEscape(kind).map { [$0] }
    }
  }

  private static func simpleEscape(_ kind: UInt8) -> UInt8? {
    switch kind {
    case UInt8(ascii: "a"): 7
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "v"): 11
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "\\"): kind
    default: nil
    }
  }

  /// Surrogates and what is past the last scalar are refused.
  private static func readScalar(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> [UInt8]? {
    readNumber(&rest, count, radix: 16).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
  }

  private static func readNumber(
    _ rest: inout ArraySlice<UInt8>,
    _ count: Int,
    radix: UInt8
  ) -> UInt32? {
    let digits = rest.prefix(count)
    guard digits.count == count else { return nil }
    rest = rest.dropFirst(count)
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = byte.hexValue, digit < radix else { return nil }
      value = value * UInt32(radix) + UInt32(digit)
    }
    return value
  }
}
