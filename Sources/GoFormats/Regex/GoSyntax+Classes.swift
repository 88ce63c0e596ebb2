extension GoSyntax {
  /// `[…]`.
  mutating func readClass() throws(GoRegexError) {
    index += 1
    if peek(0) == UInt8(ascii: "^") { index += 1 }
    // The first ] is a member.
    var isFirst = true
    while isFirst || peek(0) != UInt8(ascii: "]") {
      isFirst = false
      if try readClassName() { continue }
      if try readClassEscape(inClass: true) { continue }
      try readClassRange()
    }
    index += 1
  }

  private mutating func readClassRange() throws(GoRegexError) {
    let start = index
    let low = try readClassMember()
    guard peek(0) == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") else {
      return
    }
    index += 1
    let high = try readClassMember()
    guard low <= high else { throw fault("invalid character class range", from: start) }
  }

  private mutating func readClassMember() throws(GoRegexError) -> UInt32 {
    switch peek(0) {
    case nil: throw GoRegexError(reason: "missing closing ]")
    case UInt8(ascii: "\\"): try readEscape()
    default: try readScalar().value
    }
  }

  /// `[:name:]` or `[:^name:]`; `false`, with nothing read, for anything else.
  private mutating func readClassName() throws(GoRegexError) -> Bool {
    guard peek(0) == UInt8(ascii: "["), peek(1) == UInt8(ascii: ":"), !lacksClassNameEnd else {
      return false
    }
    var end = index + 2
    while end + 1 < bytes.count,
      bytes[end] != UInt8(ascii: ":") || bytes[end + 1] != UInt8(ascii: "]")
    {
      end += 1
    }
    guard end + 1 < bytes.count else {
      lacksClassNameEnd = true
      return false
    }
    let start = index
    index = end + 2
    var name = bytes[(start + 2)..<end]
    if name.first == UInt8(ascii: "^") { name = name.dropFirst() }
    guard GoSyntax.isClassName(String(decoding: name, as: UTF8.self)) else {
      throw fault("invalid character class range", from: start)
    }
    return true
  }

  private static func isClassName(_ name: String) -> Bool {
    switch name {
    case "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
      "space", "upper", "word", "xdigit":
      true
    default:
      false
    }
  }
}

extension GoSyntax {
  /// `\d` and the like, `\pL` or `\p{Latin}`; `false`, with nothing read, for anything else.
  mutating func readClassEscape(inClass: Bool) throws(GoRegexError) -> Bool {
    guard peek(0) == UInt8(ascii: "\\") else { return false }
    switch peek(1) {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"),
      UInt8(ascii: "w"), UInt8(ascii: "W"):
      index += 2
      return true
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      try readUnicodeClass(inClass: inClass)
      return true
    default:
      return false
    }
  }

  private mutating func readUnicodeClass(inClass: Bool) throws(GoRegexError) {
    let start = index
    var isNegated = peek(1) == UInt8(ascii: "P")
    index += 2
    var name = try readUnicodeName()
    if name.first == "^" {
      isNegated.toggle()
      name.removeFirst()
    }
    guard UnicodeClassNames.all.contains(name) else {
      throw fault("invalid character class range", from: start)
    }
    if let members = UnicodeClassNames.newer(name, isNegated: isNegated) {
      replace(from: start, with: Array((inClass ? members : "[\(members)]").utf8))
    }
  }

  /// The name behind `\p`; empty at the end of the pattern.
  private mutating func readUnicodeName() throws(GoRegexError) -> String {
    let start = index
    guard index < bytes.count else { return "" }
    guard peek(0) == UInt8(ascii: "{") else {
      _ = try readScalar()
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    while let byte = peek(0), byte != UInt8(ascii: "}") { _ = try readScalar() }
    let name = bytes[(start + 1)..<index]
    guard index < bytes.count else { return "" }
    index += 1
    return String(decoding: name, as: UTF8.self)
  }
}
