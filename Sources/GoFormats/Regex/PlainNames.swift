/// A pattern of nothing but names with `|` between them, such as `^main$|release-1.30`.
///
/// Nearly all patterns of branches are of this form. Compiling one of them for RE2 takes a hundred
/// times as long as reading it here.
struct PlainNames {
  /// The names one after the other.
  private let tokens: [Token]
  private let names: [Name]

  private enum Token: Equatable {
    case byte(UInt8)
    /// A full stop without a backslash before it.
    case anyCharacter
  }

  private struct Name {
    var tokens: Range<Int>
    /// Whether it starts with `^`, and ends with `$`.
    var isAtStart = false
    var isAtEnd = false
  }

  /// Fails for every other pattern.
  init?(_ pattern: UnsafeBufferPointer<UInt8>) {
    // A search takes the product of both lengths.
    guard pattern.count <= 1_000 else { return nil }
    var tokens: [Token] = []
    tokens.reserveCapacity(pattern.count)
    var names: [Name] = []
    var name = Name(tokens: 0..<0)
    var isEscaped = false
    for byte in pattern {
      if isEscaped {
        guard PlainNames.isMark(byte) else { return nil }
        tokens.append(.byte(byte))
        isEscaped = false
        continue
      }
      let isEmpty = tokens.count == name.tokens.lowerBound
      switch byte {
      case UInt8(ascii: "|"):
        name.tokens = name.tokens.lowerBound..<tokens.count
        names.append(name)
        name = Name(tokens: tokens.count..<tokens.count)
        continue
      case UInt8(ascii: "^") where isEmpty && !name.isAtStart && !name.isAtEnd:
        name.isAtStart = true
      case UInt8(ascii: "$") where !name.isAtEnd:
        name.isAtEnd = true
      case _ where name.isAtEnd: return nil
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "."): tokens.append(.anyCharacter)
      case _ where PlainNames.isPlain(byte): tokens.append(.byte(byte))
      default: return nil
      }
    }
    if isEscaped { return nil }
    name.tokens = name.tokens.lowerBound..<tokens.count
    names.append(name)
    self.tokens = tokens
    self.names = names
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "/")
  }

  /// Whether a byte with a backslash before it stands for itself.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "_")
  }

  /// Whether one of the names is in the text.
  ///
  /// `text`: UTF-8.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for name in names {
      let last = name.isAtStart ? 0 : text.count
      for start in 0...last where end(of: name, in: text, at: start) != nil { return true }
    }
    return false
  }

  /// The first match that starts at `first` or later: of those at one place, that of the first name.
  func find(in text: UnsafeBufferPointer<UInt8>, from first: Int) -> Range<Int>? {
    guard first <= text.count else { return nil }
    for start in first...text.count {
      for name in names where start == 0 || !name.isAtStart {
        if let end = end(of: name, in: text, at: start) { return start..<end }
      }
    }
    return nil
  }

  /// Where the match of a name ends that starts at `start`.
  private func end(of name: Name, in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    // A character does not start here.
    if start < text.count, isContinuation(text[start]) { return nil }
    var index = start
    for token in tokens[name.tokens] {
      guard index < text.count else { return nil }
      let byte = text[index]
      index += 1
      switch token {
      case .byte(let expected):
        guard byte == expected else { return nil }
      case .anyCharacter:
        guard byte != 0x0A else { return nil }
        while index < text.count, isContinuation(text[index]) { index += 1 }
      }
    }
    return !name.isAtEnd || index == text.count ? index : nil
  }

  private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
