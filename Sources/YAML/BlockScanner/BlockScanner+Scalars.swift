/// Scalars that are plain or in quotes.
extension BlockScanner {
  /// Reads one, and stops right after it.
  ///
  /// `mayContinue`: Whether text without quotes may go on in further lines, which it then does
  /// where they are indented deeper than the innermost collection.
  @inline(__always)
  mutating func scalar(mayContinue: Bool) -> RawNode? {
    switch bytes[at] {
    case UInt8(ascii: "\""): doubleQuoted()
    case UInt8(ascii: "'"): singleQuoted()
    default: plain(mayContinue: mayContinue)
    }
  }

  @inline(__always)
  func scalar(
    _ style: RawNode.Style,
    from start: Int,
    to end: Int,
    value: ScalarKind = .string
  ) -> RawNode {
    let quote = style == .plain ? 0 : 1
    return RawNode(
      kind: .scalar,
      style: style,
      value: value,
      flags: [],
      label: 0,
      start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: end),
      text: UInt32(truncatingIfNeeded: start + quote),
      length: UInt32(truncatingIfNeeded: end - start - 2 * quote),
      next: 0
    )
  }

  /// A scalar whose text is what the side buffer holds from an index on.
  func scalar(
    _ style: RawNode.Style,
    from start: Int,
    to end: Int,
    besideFrom text: Int
  ) -> RawNode {
    var node = scalar(style, from: start, to: end)
    node.flags = .textIsBeside
    node.text = UInt32(truncatingIfNeeded: text)
    node.length = UInt32(truncatingIfNeeded: builder.side.count - text)
    return node
  }

  @inline(__always)
  mutating func add(_ scalar: RawNode, isKey: Bool) {
    var node = scalar
    if node.style == .plain {
      builder.resolve(builder.textOf(node), tag: nil, isKey: isKey, in: &node)
    }
    builder.add(node, isKey: isKey)
  }

  /// Static, since a scanner must not be copied to lend out its own buffer.
  static func keep(
    _ bytes: UnsafePointer<UInt8>,
    _ range: Range<Int>,
    _ side: inout GrowingBuffer<UInt8>
  ) {
    side.append(
      contentsOf: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    )
  }

  // MARK: Plain

  @inline(__always)
  private mutating func plain(mayContinue: Bool) -> RawNode? {
    guard PlainCharacters.canStart(bytes[at], before: byte(at + 1)) else { return nil }
    let start = at
    guard let end = plainLine() else { return nil }
    if mayContinue, byte(at) == .lineFeed, builder.stack.count > 0 {
      switch continuation() {
      case .none: break
      case .tab: return nil
      case .line(let next, let breaks):
        return plainLines(from: start, to: end, next: next, breaks: breaks)
      }
    }
    return scalar(.plain, from: start, to: end)
  }

  /// Moves to what ends the text on this line: a colon, a comment or the end of the line.
  ///
  /// - Returns: The end of the text, or `nil` if there is a tab.
  @inline(__always)
  private mutating func plainLine() -> Int? {
    var index = at
    search: while true {
      index = PlainCharacters.firstToLookAt(in: bytes, from: index, to: count)
      guard index < count else { break }
      switch bytes[index] {
      case .lineFeed: break search
      case .tab: return nil
      case UInt8(ascii: ":"):
        let next = byte(index + 1)
        if next == .space || next == .lineFeed { break search }
        if next == .tab { return nil }
      default:
        if index > at, bytes[index - 1] == .space { break search }
      }
      index += 1
    }
    var end = index
    while end > at, bytes[end - 1] == .space { end -= 1 }
    // A comment needs the blank before it.
    at = byte(index) == UInt8(ascii: "#") ? end : index
    return end
  }

  private enum Continuation {
    case none, tab
    /// Where the text goes on, and how many line ends are before it.
    case line(at: Int, breaks: Int)
  }

  @inline(__always)
  private func continuation() -> Continuation {
    var index = at
    var breaks = 0
    var indent = 0
    while index < count, bytes[index] == .lineFeed {
      breaks += 1
      let lineStart = index + 1
      index = lineStart
      while index < count, bytes[index] == .space { index += 1 }
      indent = index - lineStart
    }
    guard index < count, indent > builder.stack[builder.stack.count - 1].column,
      bytes[index] != UInt8(ascii: "#")
    else { return .none }
    return bytes[index] == .tab ? .tab : .line(at: index, breaks: breaks)
  }

  private mutating func plainLines(
    from start: Int,
    to firstEnd: Int,
    next: Int,
    breaks: Int
  ) -> RawNode? {
    let text = builder.side.count
    BlockScanner.keep(bytes, start..<firstEnd, &builder.side)
    var next = next
    var breaks = breaks
    while true {
      fold(breaks)
      at = next
      guard let end = plainLine(), byte(at) != UInt8(ascii: ":") else { return nil }
      BlockScanner.keep(bytes, next..<end, &builder.side)
      if byte(at) == .lineFeed {
        switch continuation() {
        case .none: break
        case .tab: return nil
        case .line(let index, let count):
          (next, breaks) = (index, count)
          continue
        }
      }
      return scalar(.plain, from: start, to: end, besideFrom: text)
    }
  }

  /// One line end is a blank, of more the first is dropped.
  private mutating func fold(_ breaks: Int) {
    if breaks == 1 { builder.side.append(.space) }
    for _ in 1..<max(1, breaks) { builder.side.append(.lineFeed) }
  }

  // MARK: Quoted

  @inline(__always)
  private mutating func doubleQuoted() -> RawNode? {
    let start = at
    var index = at + 1
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        at = index + 1
        return scalar(.doubleQuoted, from: start, to: at)
      case UInt8(ascii: "\\"), .lineFeed:
        return doubleQuoted(from: start, special: index)
      default:
        index += 1
      }
    }
    return nil
  }

  /// Reads text with escapes or line ends, of which the first is at `special`.
  private mutating func doubleQuoted(from start: Int, special: Int) -> RawNode? {
    let text = builder.side.count
    var piece = start + 1
    var index = special
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        BlockScanner.keep(bytes, piece..<index, &builder.side)
        at = index + 1
        return scalar(.doubleQuoted, from: start, to: at, besideFrom: text)
      case UInt8(ascii: "\\"):
        guard let character = escaped(byte(index + 1)) else { return nil }
        BlockScanner.keep(bytes, piece..<index, &builder.side)
        builder.side.append(character)
        index += 2
        piece = index
      case .lineFeed:
        guard let next = foldQuoted(piece, index) else { return nil }
        index = next
        piece = next
      default:
        index += 1
      }
    }
    return nil
  }

  private func escaped(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "n"): .lineFeed
    case UInt8(ascii: "t"): .tab
    default: nil
    }
  }

  @inline(__always)
  private mutating func singleQuoted() -> RawNode? {
    let start = at
    var index = at + 1
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: "'"):
        if byte(index + 1) == UInt8(ascii: "'") {
          return singleQuoted(from: start, special: index)
        }
        at = index + 1
        return scalar(.singleQuoted, from: start, to: at)
      case .lineFeed:
        return singleQuoted(from: start, special: index)
      default:
        index += 1
      }
    }
    return nil
  }

  /// Reads text with doubled quotes or line ends, of which the first is at `special`.
  private mutating func singleQuoted(from start: Int, special: Int) -> RawNode? {
    let text = builder.side.count
    var piece = start + 1
    var index = special
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: "'") where byte(index + 1) == UInt8(ascii: "'"):
        BlockScanner.keep(bytes, piece..<index + 1, &builder.side)
        index += 2
        piece = index
      case UInt8(ascii: "'"):
        BlockScanner.keep(bytes, piece..<index, &builder.side)
        at = index + 1
        return scalar(.singleQuoted, from: start, to: at, besideFrom: text)
      case .lineFeed:
        guard let next = foldQuoted(piece, index) else { return nil }
        index = next
        piece = next
      default:
        index += 1
      }
    }
    return nil
  }

  /// Keeps the text of a line of a quoted scalar and the line ends after it.
  ///
  /// - Returns: Where the text goes on, or `nil` if there is a tab at the end of a line or the start of the next, or
  ///   the next line could be a document marker.
  private mutating func foldQuoted(_ piece: Int, _ lineFeed: Int) -> Int? {
    var end = lineFeed
    while end > piece, bytes[end - 1] == .space { end -= 1 }
    guard end == piece || bytes[end - 1] != .tab else { return nil }
    BlockScanner.keep(bytes, piece..<end, &builder.side)
    var index = lineFeed
    var breaks = 0
    while index < count, bytes[index] == .lineFeed {
      breaks += 1
      index += 1
      let lineStart = index
      while index < count, bytes[index] == .space { index += 1 }
      guard index > lineStart || byte(index) == .lineFeed else { return nil }
    }
    guard index < count, bytes[index] != .tab else { return nil }
    fold(breaks)
    return index
  }
}

/// What decides about text without quotes.
enum PlainCharacters {
  /// Tab, line feed, `#` and `:`.
  private static let special: UInt64 = 1 << 9 | 1 << 10 | 1 << 35 | 1 << 58

  /// Whether the text may end at this byte.
  @inline(__always)
  static func needsLook(_ byte: UInt8) -> Bool {
    byte < 64 && special >> UInt64(byte) & 1 != 0
  }

  /// The first byte from an index on at which the text may end, or the end.
  @inline(__always)
  static func firstToLookAt(in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    typealias Block = SIMD16<UInt8>
    let raw = UnsafeRawPointer(bytes)
    var index = start
    while index + MemoryLayout<Block>.size <= end {
      let block = raw.loadUnaligned(fromByteOffset: index, as: Block.self)
      let found =
        (block .== Block(repeating: .lineFeed)) .| (block .== Block(repeating: .tab))
        .| (block .== Block(repeating: UInt8(ascii: ":")))
        .| (block .== Block(repeating: UInt8(ascii: "#")))
      let words = unsafeBitCast(found, to: SIMD2<UInt64>.self)
      if words[0] != 0 { return index + UInt64(littleEndian: words[0]).trailingZeroBitCount / 8 }
      if words[1] != 0 {
        return index + 8 + UInt64(littleEndian: words[1]).trailingZeroBitCount / 8
      }
      index += MemoryLayout<Block>.size
    }
    while index < end, !needsLook(bytes[index]) { index += 1 }
    return index
  }

  /// `,`, `[`, `]`, `{` and `}`.
  @inline(__always)
  static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  @inline(__always)
  static func canStart(_ byte: UInt8, before next: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "/"),
      UInt8(ascii: "."), UInt8(ascii: "$"), UInt8(ascii: "~"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "^"),
      UInt8(ascii: "+"), UInt8(ascii: ";"), UInt8(ascii: "\\"):
      true
    case UInt8(ascii: "-"):
      next != .space && next != .tab && next != .lineFeed && !isFlowIndicator(next)
    default:
      byte >= 0x80
    }
  }
}
