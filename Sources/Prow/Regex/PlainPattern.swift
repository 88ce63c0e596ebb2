import GoFormats

/// Shortcuts around the compiler for the patterns that nearly all jobs have.
package enum PatternSyntax {
  /// Whether the pattern surely compiles in Go; `false` means that `GoRegex` must judge.
  ///
  /// One pass without allocation, for what people write: ASCII literals, groups, flags, plain
  /// classes and the repetition operators, but no counts and no names.
  package static func isCertainlyValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count < 2_000 else { return false }
    var scan = PlainPatternScan(bytes: bytes)
    return scan.isPlain()
  }

  /// As `isCertainlyValid(_:)` of the text's UTF-8.
  package static func isCertainlyValid(_ pattern: String) -> Bool {
    var pattern = pattern
    return pattern.withUTF8(isCertainlyValid(_:))
  }
}

private struct PlainPatternScan {
  let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var depth = 0
  /// Whether a repetition operator may come next.
  private var canRepeat = false

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func isPlain() -> Bool {
    while index < bytes.count {
      guard readItem(bytes[index]) else { return false }
    }
    return depth == 0
  }

  private mutating func readItem(_ byte: UInt8) -> Bool {
    index += 1
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      return readRepeat()
    case UInt8(ascii: "\\"):
      canRepeat = true
      return readEscape() != nil
    case UInt8(ascii: "["):
      canRepeat = true
      return readClass()
    case UInt8(ascii: "("):
      return readGroupStart()
    case UInt8(ascii: ")"):
      canRepeat = true
      depth -= 1
      return depth >= 0
    case UInt8(ascii: "|"):
      canRepeat = false
      return true
    case UInt8(ascii: "{"):
      return false
    default:
      canRepeat = true
      return byte < 0x80
    }
  }

  private mutating func readRepeat() -> Bool {
    guard canRepeat else { return false }
    canRepeat = false
    if peek() == UInt8(ascii: "?") { index += 1 }
    return true
  }

  private mutating func readGroupStart() -> Bool {
    canRepeat = false
    guard peek() == UInt8(ascii: "?") else { return openGroup() }
    index += 1
    while let byte = peek() {
      index += 1
      switch byte {
      case UInt8(ascii: "i"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "U"): continue
      case UInt8(ascii: ")"): return true
      case UInt8(ascii: ":"): return openGroup()
      default: return false
      }
    }
    return false
  }

  /// Go and RE2 limit the height of the syntax tree to 1000.
  private mutating func openGroup() -> Bool {
    depth += 1
    return depth < 50
  }

  private func peek() -> UInt8? {
    index < bytes.count ? bytes[index] : nil
  }
}

extension PlainPatternScan {
  private enum Escape {
    case literal(UInt8)
    case other
  }

  /// The rest of an escape; `nil` if it is not one of the usual ones.
  private mutating func readEscape() -> Escape? {
    guard let byte = peek() else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"),
      UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "b"), UInt8(ascii: "B"):
      return .other
    default:
      return byte < 0x80 && !isAlphanumeric(byte) ? .literal(byte) : nil
    }
  }

  /// The rest of a class, which is not plain with a bracket inside, even a harmless one.
  private mutating func readClass() -> Bool {
    if peek() == UInt8(ascii: "^") { index += 1 }
    guard peek() != UInt8(ascii: "]") else { return false }
    while let byte = peek(), byte != UInt8(ascii: "]") {
      guard readClassRange() else { return false }
    }
    guard index < bytes.count else { return false }
    index += 1
    return true
  }

  private mutating func readClassRange() -> Bool {
    guard let low = readClassMember() else { return false }
    guard peek() == UInt8(ascii: "-"), index + 1 < bytes.count,
      bytes[index + 1] != UInt8(ascii: "]")
    else { return true }
    index += 1
    guard case .literal(let first) = low, case .literal(let last)? = readClassMember() else {
      return false
    }
    return first <= last
  }

  private mutating func readClassMember() -> Escape? {
    guard let byte = peek(), byte < 0x80, byte != UInt8(ascii: "[") else { return nil }
    index += 1
    guard byte == UInt8(ascii: "\\") else { return .literal(byte) }
    // No word boundary is a member of a class.
    guard let next = peek(), next | 0x20 != UInt8(ascii: "b") else { return nil }
    return readEscape()
  }
}
