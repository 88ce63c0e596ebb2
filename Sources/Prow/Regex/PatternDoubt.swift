import GoFormats

extension PatternSyntax {
  /// Whether a pattern has anything in it that could keep it from matching names, such as a slash
  /// at its start or a glob's star.
  ///
  /// One pass without allocation; most patterns are passed over by it.
  package static func isDoubtful(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var scan = PatternDoubt(bytes: bytes)
    return scan.isDoubtful()
  }
}

private struct PatternDoubt {
  let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// Whether an alternative begins here, apart from anchors and groups.
  private var isAtStart = true
  /// Whether a name could begin here: the same, and no anchor has been read.
  private var isBare = true
  /// Whether a character that stands for itself was read last.
  private var isAfterLiteral = false
  private var isAfterSlash = false

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  mutating func isDoubtful() -> Bool {
    while index < bytes.count {
      if isDoubtful(bytes[index]) { return true }
    }
    return false
  }

  private mutating func isDoubtful(_ byte: UInt8) -> Bool {
    index += 1
    switch byte {
    case ...0x20, 0x7F, UInt8(ascii: "~"), UInt8(ascii: "!"): return true
    case UInt8(ascii: "("): skipGroupStart()
    case UInt8(ascii: "|"): start()
    case UInt8(ascii: ")"): passed(isLiteral: false)
    case UInt8(ascii: "["): skipClass()
    case UInt8(ascii: "^"):
      if !isBare { return true }
      isBare = false
    case UInt8(ascii: "$"):
      let isLast = peek().map { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "|") } ?? true
      if isAfterSlash || !isLast { return true }
      passed(isLiteral: false)
    case UInt8(ascii: "*"), UInt8(ascii: "{"):
      if byte == UInt8(ascii: "{") ? !isCount() : isAfterLiteral { return true }
      isAfterSlash = false
    case UInt8(ascii: "+"), UInt8(ascii: "?"): isAfterSlash = false
    case UInt8(ascii: "\\"): return isEscapeDoubtful()
    case UInt8(ascii: "/"): return isSlashDoubtful()
    case UInt8(ascii: "."):
      if isAtStart, peek() == UInt8(ascii: "/") { return true }
      passed(isLiteral: false)
    case UInt8(ascii: "r"):
      if isAtStart, peek() == UInt8(ascii: "e"), peek(1) == UInt8(ascii: "f") { return true }
      passed(isLiteral: true)
    default:
      passed(isLiteral: true)
      skipLiterals()
    }
    return false
  }

  /// Passes over what follows a literal and leaves all as it is after it.
  private mutating func skipLiterals() {
    while index < bytes.count {
      let byte = bytes[index]
      guard isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
        return
      }
      index += 1
    }
  }

  private mutating func start() {
    (isAtStart, isBare, isAfterLiteral, isAfterSlash) = (true, true, false, false)
  }

  private mutating func passed(isLiteral: Bool) {
    (isAtStart, isBare, isAfterLiteral, isAfterSlash) = (false, false, isLiteral, false)
  }

  /// After `(`, which may be that of `(^|/)` in the middle of a pattern.
  private mutating func skipGroupStart() {
    if peek() == UInt8(ascii: "?") {
      while let byte = peek(), byte != UInt8(ascii: ":"), byte != UInt8(ascii: ")"),
        byte != UInt8(ascii: ">")
      {
        index += 1
      }
      index += 1
    }
    isAfterLiteral = false
    isBare = true
  }

  /// Whether what follows a brace is `2}`, `2,}` or `2,3}`.
  private func isCount() -> Bool {
    let rest = bytes[index...].drop { isDigit($0) || $0 == UInt8(ascii: ",") }
    return peek().map(isDigit) ?? false && rest.first == UInt8(ascii: "}")
  }

  private mutating func skipClass() {
    if peek() == UInt8(ascii: "^") { index += 1 }
    if peek() == UInt8(ascii: "]") { index += 1 }
    while let byte = peek(), byte != UInt8(ascii: "]") {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    index += 1
    passed(isLiteral: false)
  }

  private mutating func isEscapeDoubtful() -> Bool {
    guard let byte = peek() else { return true }
    index += 1
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "Q"), UInt8(ascii: "x"), UInt8(ascii: "n"),
      UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "*"), UInt8(ascii: "?"),
      UInt8(ascii: "["), UInt8(ascii: "A"), UInt8(ascii: "z"):
      return true
    case UInt8(ascii: "/"): return isSlashDoubtful()
    case UInt8(ascii: "."):
      if isAtStart, peek() == UInt8(ascii: "/") { return true }
      passed(isLiteral: true)
    default: passed(isLiteral: !isAlphanumeric(byte))
    }
    return false
  }

  /// `(^|/)` and `(/|$)` are how a name's part is marked off, and the only innocent slashes at the
  /// start of an alternative.
  private mutating func isSlashDoubtful() -> Bool {
    let isMark = peek() == UInt8(ascii: ")") || peek() == UInt8(ascii: "|")
    if isAfterSlash || isAtStart && !isMark { return true }
    passed(isLiteral: true)
    isAfterSlash = true
    return false
  }
}
