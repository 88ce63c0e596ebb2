/// Reads a pattern that Go accepts into a tree.
///
/// Source: Go 1.24, `parse` in regexp/syntax/parse.go.
struct PatternParser {
  private typealias Set = PatternTree.CharacterSet

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var ignoresCase = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func parse() -> PatternTree? {
    guard let tree = parseChoice(), index == bytes.count else { return nil }
    return tree
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private func isAt(_ text: StaticString) -> Bool {
    bytes[index...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }

  // MARK: Sequences and groups

  private mutating func parseChoice() -> PatternTree? {
    // Deeper than anybody writes; the stack is not endless.
    guard depth < 60 else { return nil }
    depth += 1
    defer { depth -= 1 }
    var branches: [PatternTree.Branch] = []
    while true {
      let start = index
      guard let tree = parseSequence() else { return nil }
      branches.append(PatternTree.Branch(tree: tree, range: start..<index))
      guard peek() == UInt8(ascii: "|") else { break }
      index += 1
    }
    return branches.count == 1 ? branches[0].tree : .choice(branches)
  }

  private mutating func parseSequence() -> PatternTree? {
    var parts: [PatternTree] = []
    while let byte = peek(), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      if isAt("\\Q") {
        parts += parseQuoted()
        continue
      }
      guard let atom = parseAtom(byte) else { return nil }
      parts.append(parseRepeats(atom))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func parseAtom(_ byte: UInt8) -> PatternTree? {
    switch byte {
    case UInt8(ascii: "("): return parseGroup()
    case UInt8(ascii: "["): return parseClass()
    case UInt8(ascii: "\\"): return parseEscape()
    default: break
    }
    index += 1
    switch byte {
    case UInt8(ascii: "."): return .anyCharacter
    case UInt8(ascii: "^"): return .start
    case UInt8(ascii: "$"): return .end
    case 0x80...:
      while let next = peek(), next & 0xC0 == 0x80 { index += 1 }
      return .characters(.others)
    default: return literal(byte)
    }
  }

  private func literal(_ byte: UInt8) -> PatternTree {
    let set = Set(byte...byte)
    return .characters(ignoresCase ? set.ignoringCase : set)
  }

  private mutating func parseGroup() -> PatternTree? {
    index += 1
    let outer = ignoresCase
    if peek() == UInt8(ascii: "?") {
      if isAt("?P<") || isAt("?<") {
        while let byte = peek(), byte != UInt8(ascii: ">") { index += 1 }
        index += 1
      } else if !readFlags() {
        // Flags alone hold up to the end of the group around them.
        return .nothing
      }
    }
    guard let tree = parseChoice(), peek() == UInt8(ascii: ")") else { return nil }
    index += 1
    ignoresCase = outer
    return tree
  }

  /// `?flags:` or `?flags)`; whether a group begins.
  private mutating func readFlags() -> Bool {
    index += 1
    var isOn = true
    while let byte = peek() {
      index += 1
      switch byte {
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: "i"): ignoresCase = isOn
      case UInt8(ascii: ":"): return true
      case UInt8(ascii: ")"): return false
      default: continue
      }
    }
    return false
  }

  // MARK: Repeats

  private mutating func parseRepeats(_ atom: PatternTree) -> PatternTree {
    var tree = atom
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "*"): tree = .repeated(tree, lowest: 0, highest: nil)
      case UInt8(ascii: "+"): tree = .repeated(tree, lowest: 1, highest: nil)
      case UInt8(ascii: "?"): tree = .repeated(tree, lowest: 0, highest: 1)
      case UInt8(ascii: "{"):
        guard let counts = readCounts() else { return tree }
        tree = .repeated(tree, lowest: counts.lowest, highest: counts.highest)
        index -= 1
      default: return tree
      }
      index += 1
      // The least or the most makes no difference to what matches.
      if peek() == UInt8(ascii: "?") { index += 1 }
    }
    return tree
  }

  /// Leaves the index where it was if the brace is a character.
  private mutating func readCounts() -> (lowest: Int, highest: Int?)? {
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let text = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, let lowest = Int(parts[0]), lowest >= 0 else { return nil }
    var highest: Int? = lowest
    if parts.count == 2 {
      highest = Int(parts[1])
      guard highest != nil || parts[1].isEmpty else { return nil }
    }
    index = end + 1
    return (lowest, highest)
  }

  // MARK: Escapes

  private mutating func parseQuoted() -> [PatternTree] {
    index += 2
    var parts: [PatternTree] = []
    while index < bytes.count, !isAt("\\E") {
      parts.append(bytes[index] < 0x80 ? literal(bytes[index]) : .characters(.others))
      index += 1
      while let next = peek(), next & 0xC0 == 0x80 { index += 1 }
    }
    index = min(index + 2, bytes.count)
    return parts
  }

  private mutating func parseEscape() -> PatternTree {
    switch peek(1) {
    case UInt8(ascii: "A"):
      index += 2
      return .start
    case UInt8(ascii: "z"):
      index += 2
      return .end
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      index += 2
      return .nothing
    default:
      let set = readEscapedSet()
      return .characters(ignoresCase ? set.ignoringCase : set)
    }
  }

  private mutating func readEscapedSet() -> Set {
    let byte = peek(1) ?? UInt8(ascii: "\\")
    index += 2
    switch byte {
    case UInt8(ascii: "d"): return .digits
    case UInt8(ascii: "D"): return Set.digits.inverted
    case UInt8(ascii: "w"): return .wordCharacters
    case UInt8(ascii: "W"): return Set.wordCharacters.inverted
    case UInt8(ascii: "s"): return .spaces
    case UInt8(ascii: "S"): return Set.spaces.inverted
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      if peek() == UInt8(ascii: "{") {
        index = (bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? index) + 1
      } else {
        index += 1
      }
      return .all
    case UInt8(ascii: "x"), UInt8(ascii: "0")...UInt8(ascii: "7"):
      return readNumber(after: byte)
    default:
      let value = Self.controls[byte] ?? byte
      return value < 0x80 ? Set(value...value) : .others
    }
  }

  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
  ]

  /// `\x2F`, `\x{2F}` or `\057`.
  private mutating func readNumber(after byte: UInt8) -> Set {
    var digits = byte == UInt8(ascii: "x") ? "" : String(UnicodeScalar(byte))
    let hasBraces = byte == UInt8(ascii: "x") && peek() == UInt8(ascii: "{")
    if hasBraces { index += 1 }
    let most = hasBraces ? 8 : digits.isEmpty ? 2 : 3
    while digits.utf8.count < most, let next = peek(), isHexDigit(next),
      byte == UInt8(ascii: "x") || next < UInt8(ascii: "8")
    {
      digits.unicodeScalars.append(UnicodeScalar(next))
      index += 1
    }
    if hasBraces { index += 1 }
    guard let value = Int(digits, radix: byte == UInt8(ascii: "x") ? 16 : 8), value < 0x80 else {
      return .others
    }
    return Set(UInt8(value)...UInt8(value))
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  // MARK: Classes

  private mutating func parseClass() -> PatternTree? {
    index += 1
    let isNegated = peek() == UInt8(ascii: "^")
    if isNegated { index += 1 }
    var set = Set()
    var isFirst = true
    while let byte = peek(), isFirst || byte != UInt8(ascii: "]") {
      isFirst = false
      if isAt("[:"), let end = classNameEnd() {
        // Which letters it has does not matter to anybody so far.
        set = .all
        index = end
        continue
      }
      let low = readClassMember(byte)
      if peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") {
        index += 1
        let high = readClassMember(next)
        set.formUnion(Set.range(from: low, to: high))
      } else {
        set.formUnion(low)
      }
    }
    guard peek() != nil else { return nil }
    index += 1
    if ignoresCase { set = set.ignoringCase }
    return .characters(isNegated ? (set == .all ? .all : set.inverted) : set)
  }

  private func classNameEnd() -> Int? {
    var position = index + 2
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: ":") {
        return bytes[position + 1] == UInt8(ascii: "]") ? position + 2 : nil
      }
      position += 1
    }
    return nil
  }

  private mutating func readClassMember(_ byte: UInt8) -> Set {
    if byte == UInt8(ascii: "\\") { return readEscapedSet() }
    index += 1
    guard byte >= 0x80 else { return Set(byte...byte) }
    while let next = peek(), next & 0xC0 == 0x80 { index += 1 }
    return .others
  }
}

extension PatternTree.CharacterSet {
  static let digits = Self(UInt8(ascii: "0")...UInt8(ascii: "9"))
  static let wordCharacters = Self(
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"),
    UInt8(ascii: "_")...UInt8(ascii: "_")
  )
  static let spaces = Self(9...10, 12...13, 32...32)

  /// From the lowest character of one set to the highest of another.
  fileprivate static func range(from low: Self, to high: Self) -> Self {
    let ascii: ClosedRange<UInt8> = 0...127
    var result = high.hasOthers ? Self.others : Self()
    guard let first = ascii.first(where: low.contains) else { return result }
    let last = high.hasOthers ? 127 : ascii.last(where: high.contains) ?? first
    if first <= last { result.insert(first...last) }
    return result
  }
}
