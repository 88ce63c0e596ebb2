enum LabelSelectorToken: Hashable {
  case end
  /// One of `! ( ) , < > = == !=`.
  case symbol(String)
  /// A key, a value or one of the operators `in` and `notin`, which may be values too.
  case word(String)
}

/// Source: apimachinery, `Lexer` in pkg/labels/selector.go.
enum LabelSelectorLexer {
  /// At least one token; the last, and no other, is the end.
  static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [LabelSelectorToken] {
    var tokens: [LabelSelectorToken] = []
    var rest = bytes[...]
    while let first = rest.first {
      if isSpace(first) {
        rest = rest.dropFirst()
      } else if first == 0 {
        // Go takes a NUL for the end, unless it ends a word.
        break
      } else if isSymbol(first) {
        tokens.append(.symbol(takeSymbol(&rest)))
      } else {
        tokens.append(.word(takeWord(&rest)))
      }
    }
    tokens.append(.end)
    return tokens
  }

  private static func takeSymbol(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let equals = UInt8(ascii: "=")
    let first = rest.removeFirst()
    var symbol = [first]
    if first == equals || first == UInt8(ascii: "!"), rest.first == equals {
      symbol.append(rest.removeFirst())
    }
    skipNUL(&rest)
    return String(decoding: symbol, as: UTF8.self)
  }

  private static func takeWord(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let word = rest.prefix { !isSpace($0) && !isSymbol($0) && $0 != 0 }
    rest = rest[word.endIndex...]
    skipNUL(&rest)
    return String(decoding: word, as: UTF8.self)
  }

  private static func skipNUL(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) {
    if rest.first == 0 { rest = rest.dropFirst() }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
    default: false
    }
  }

  private static func isSymbol(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: ">"), UInt8(ascii: "<"):
      true
    default: false
    }
  }
}
