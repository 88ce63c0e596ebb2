/// The judge of whether Go's `regexp` accepts a pattern: its parser without the tree.
///
/// RE2's own parser can't replace it. It takes `\C`, stray surrogates and no repeated group name;
/// it knows the scripts of another Unicode version; its words are not Go's.
///
/// Source: Go 1.24, `parse` in regexp/syntax/parse.go, with the flags of `syntax.Perl`.
///
/// One pass, linear in the pattern, without recursion.
struct GoSyntax {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where the part not yet read begins.
  var index = 0

  /// Whether some `[:` had no `:]` after it: then no later one has one, either.
  var lacksClassNameEnd = false

  /// The groups around `index`, outermost first; the first stands for the whole pattern.
  private var groups = [Group()]
  /// Where the repetition operator begins that ended at `index`, if one did.
  private var lastRepeat: Int?

  /// The pattern for RE2 up to `copied`, once it differs from Go's.
  private var output: [UInt8]?
  private var copied = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The same pattern in RE2's syntax; `nil` if that is the pattern itself.
  ///
  /// Named groups lose their names: RE2 refuses a name used twice, and older versions `(?<name>`.
  var rewritten: [UInt8]? {
    output.map { $0 + bytes[copied...] }
  }

  /// Reads the whole pattern.
  ///
  /// - Throws: What Go says of the first fault.
  mutating func check() throws(GoRegexError) {
    while index < bytes.count {
      let start = index
      let isRepeat = try readItem(bytes[index])
      lastRepeat = isRepeat ? start : nil
    }
    guard groups.count == 1 else { throw GoRegexError(reason: "missing closing )") }
  }

  /// Whether the item was a repetition operator.
  private mutating func readItem(_ byte: UInt8) throws(GoRegexError) -> Bool {
    switch byte {
    case UInt8(ascii: "("): try openGroup()
    case UInt8(ascii: ")"): try closeGroup()
    case UInt8(ascii: "|"):
      index += 1
      groups[groups.count - 1].startBranch()
    case UInt8(ascii: "["):
      try readClass()
      push()
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      let start = index
      index += 1
      try repeatLast(from: start, factor: 1)
      return true
    case UInt8(ascii: "{"):
      return try readCountedRepeat()
    case UInt8(ascii: "\\"):
      try readEscapedItem()
    default:
      _ = try readScalar()
      push()
    }
    return false
  }

  private mutating func readEscapedItem() throws(GoRegexError) {
    switch peek(1) {
    case UInt8(ascii: "A"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "z"):
      index += 2
      push()
    case UInt8(ascii: "Q"):
      try readQuoted()
    default:
      if try !readClassEscape(inClass: false) { _ = try readEscape() }
      push()
    }
  }

  /// `\Q…\E`, where the end may be missing.
  private mutating func readQuoted() throws(GoRegexError) {
    index += 2
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "E") {
        index += 2
        return
      }
      _ = try readScalar()
      push()
    }
  }

  mutating func push() {
    groups[groups.count - 1].push(Item())
  }
}

extension GoSyntax {
  private mutating func openGroup() throws(GoRegexError) {
    let start = index
    guard peek(1) == UInt8(ascii: "?") else {
      index += 1
      groups.append(Group(isCapture: true))
      return
    }
    if peek(2) == UInt8(ascii: "<")
      || (peek(2) == UInt8(ascii: "P") && peek(3) == UInt8(ascii: "<"))
    {
      try readGroupName()
      replace(from: start, with: [UInt8(ascii: "(")])
      groups.append(Group(isCapture: true))
    } else if try readFlags() {
      groups.append(Group(isCapture: false))
    }
  }

  private mutating func closeGroup() throws(GoRegexError) {
    guard groups.count > 1, let group = groups.popLast() else {
      throw GoRegexError(reason: "unexpected )")
    }
    index += 1
    try checkHeight(group.closed)
    groups[groups.count - 1].push(group.closed)
  }

  /// Go's `maxHeight`; the height is counted a little too high for runs of literals and nested alternatives.
  private func checkHeight(_ item: Item) throws(GoRegexError) {
    guard item.height <= 1_000 else { throw GoRegexError(reason: "expression nests too deeply") }
  }

  /// `(?P<name>` or `(?<name>`.
  private mutating func readGroupName() throws(GoRegexError) {
    let start = index
    index += peek(2) == UInt8(ascii: "P") ? 4 : 3
    let nameStart = index
    while let byte = peek(0), byte == UInt8(ascii: "_") || isAlphanumeric(byte) { index += 1 }
    guard peek(0) == UInt8(ascii: ">"), index > nameStart else {
      while let byte = peek(0), byte != UInt8(ascii: ">") { _ = try readScalar() }
      index = min(index + 1, bytes.count)
      throw fault("invalid named capture", from: start)
    }
    index += 1
  }

  /// `(?flags)` or `(?flags:`; whether a group begins.
  private mutating func readFlags() throws(GoRegexError) -> Bool {
    let start = index
    index += 2
    var isNegated = false
    var hasFlag = false
    while index < bytes.count {
      let scalar = try readScalar()
      switch scalar {
      case "i", "m", "s", "U":
        hasFlag = true
      case "-" where !isNegated:
        isNegated = true
        hasFlag = false
      case ":" where !isNegated || hasFlag:
        return true
      case ")" where !isNegated || hasFlag:
        return false
      default:
        throw fault("invalid or unsupported Perl syntax", from: start)
      }
    }
    throw fault("invalid or unsupported Perl syntax", from: start)
  }
}

extension GoSyntax {
  /// `{2}`, `{2,}` or `{2,3}`; anything else makes the brace a literal.
  private mutating func readCountedRepeat() throws(GoRegexError) -> Bool {
    let start = index
    guard let count = readCount() else {
      index = start + 1
      push()
      return false
    }
    let lowest = count.lowest
    let highest = count.highest
    guard lowest <= 1_000, (highest ?? 0) <= 1_000, lowest <= highest ?? lowest else {
      throw fault("invalid repeat count", from: start)
    }
    // Of x{0} nothing remains, so that the counts within it are free; x{0,} counts once.
    try repeatLast(from: start, factor: highest ?? max(lowest, 1))
    return true
  }

  private mutating func readCount() -> (lowest: Int, highest: Int?)? {
    index += 1
    guard let lowest = readInteger() else { return nil }
    var highest: Int? = lowest
    if peek(0) == UInt8(ascii: ",") {
      index += 1
      if peek(0) == UInt8(ascii: "}") {
        highest = nil
      } else if let number = readInteger() {
        highest = number
      } else {
        return nil
      }
    }
    guard peek(0) == UInt8(ascii: "}") else { return nil }
    index += 1
    return (lowest, highest)
  }

  /// Digits without a needless leading zero; large numbers are cut off well above any limit.
  private mutating func readInteger() -> Int? {
    guard let first = peek(0), isDigit(first) else { return nil }
    if first == UInt8(ascii: "0"), let next = peek(1), isDigit(next) { return nil }
    var value = 0
    while let byte = peek(0), isDigit(byte) {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
      index += 1
    }
    return value
  }

  private mutating func repeatLast(from start: Int, factor: Int) throws(GoRegexError) {
    if peek(0) == UInt8(ascii: "?") { index += 1 }
    if let lastRepeat { throw fault("invalid nested repetition operator", from: lastRepeat) }
    guard groups[groups.count - 1].repeatLast(factor: factor) else {
      throw fault("missing argument to repetition operator", from: start)
    }
    guard groups[groups.count - 1].last.repeats <= 1_000 else {
      throw fault("invalid repeat count", from: start)
    }
    try checkHeight(groups[groups.count - 1].last)
  }
}

extension GoSyntax {
  /// The byte so many places after `index`.
  func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  /// A fault of what is between `start` and `index`, shortened where nobody would read it all.
  func fault(_ reason: String, from start: Int) -> GoRegexError {
    let end = min(index, start + 80)
    let part = String(decoding: bytes[start..<end], as: UTF8.self)
    return GoRegexError(reason: "\(reason) \(part)\(end < index ? "..." : "")")
  }

  /// Gives RE2 other bytes for what is between `start` and `index`.
  mutating func replace(from start: Int, with replacement: [UInt8]) {
    if output == nil { output = [] }
    output?.append(contentsOf: bytes[copied..<start])
    output?.append(contentsOf: replacement)
    copied = index
  }
}
