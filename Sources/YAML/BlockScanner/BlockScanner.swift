internal import Diagnostics
internal import Glibc

/// Reads YAML as people write job configs, several times faster than libyaml does.
///
/// It knows block mappings and lists, scalars of all styles, flow collections and comments in their
/// usual forms. Where anything else comes, or what could be a mistake, it gives up, and libyaml
/// reads the file from the start: libyaml is the judge. What is read here comes out as the very
/// document that libyaml's events make.
struct BlockScanner {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  var builder: TreeBuilder
  var at = 0
  var lineStart = 0
  /// End of the `:` or `-` whose value has not come yet, or -1.
  var pending = -1
  /// A later part of the file that another thread reads meanwhile.
  var ahead: PartAhead?

  enum Limits {
    /// Open collections.
    static let depth = 500
    /// Bytes of a key; YAML takes 1,024 characters.
    static let key = 1000
  }

  /// The document of a file, or `nil` if libyaml has to read it.
  ///
  /// `manyBytes`: Length from which a second thread reads the second half.
  static func read(_ file: SourceFile, manyBytes: Int = 1 << 20) -> Document? {
    guard let start = file.bytes.baseAddress, OrdinaryText.isAll(file.bytes) else { return nil }
    var scanner = BlockScanner(file, start)
    if file.bytes.count >= manyBytes { scanner.ahead = PartAhead(in: file) }
    let isRead = scanner.readLines()
    scanner.ahead?.discard()
    guard isRead else {
      scanner.builder.discard()
      return nil
    }
    return scanner.builder.finish(isWholeFile: scanner.at >= scanner.count)
  }

  /// `bytes`: The start of the file's text, which must be ordinary throughout.
  init(_ file: SourceFile, _ bytes: UnsafePointer<UInt8>) {
    self.bytes = bytes
    count = file.bytes.count
    builder = TreeBuilder(file)
  }

  // MARK: Characters

  /// The byte at an index; a line feed after the end.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    index < count ? bytes[index] : .lineFeed
  }

  @inline(__always)
  func isBlankOrEnd(_ index: Int) -> Bool {
    let byte = byte(index)
    return byte == .space || byte == .lineFeed
  }

  @inline(__always)
  mutating func skipSpaces() {
    while at < count, bytes[at] == .space { at += 1 }
  }

  /// Skips the spaces at the start of a line, which are often many.
  @inline(__always)
  private mutating func skipIndentation() {
    while at + 8 <= count {
      let word = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let others = UInt64(littleEndian: word) ^ 0x2020_2020_2020_2020
      guard others == 0 else {
        at += others.trailingZeroBitCount / 8
        return
      }
      at += 8
    }
    skipSpaces()
  }

  /// The index of the next line feed, or of the end.
  @inline(__always)
  func endOfLine(from index: Int) -> Int {
    guard index < count, let found = memchr(bytes + index, Int32(UInt8.lineFeed), count - index)
    else { return count }
    return UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
  }

  // MARK: Lines

  enum Line {
    case content, end
    /// `---` alone, which starts or ends a document.
    case marker
    /// `...`, after which anything can come.
    case documentEnd
  }

  /// Moves to the first character of the next line that holds more than a comment.
  @inline(__always)
  mutating func nextLine() -> Line {
    while true {
      lineStart = at
      skipIndentation()
      guard at < count else { return .end }
      switch bytes[at] {
      case .lineFeed: at += 1
      case UInt8(ascii: "#"): at = endOfLine(from: at) + 1
      case UInt8(ascii: "-") where at == lineStart && isMarker: return .marker
      case UInt8(ascii: ".") where at == lineStart && isMarker: return .documentEnd
      default: return .content
      }
    }
  }

  /// Whether the same character is here three times, and then a blank.
  private var isMarker: Bool {
    byte(at + 1) == bytes[at] && byte(at + 2) == bytes[at] && isBlankOrEnd(at + 3)
  }

  /// Skips blanks and a comment up to the next line; `false` if there is something else.
  @inline(__always)
  mutating func finishLine() -> Bool {
    let start = at
    skipSpaces()
    guard at < count else { return true }
    if bytes[at] == .lineFeed {
      at += 1
      return true
    }
    guard bytes[at] == UInt8(ascii: "#"), at > start else { return false }
    at = min(endOfLine(from: at) + 1, count)
    return true
  }

  private mutating func readLines() -> Bool {
    var line = nextLine()
    if line == .marker {
      at += 3
      guard finishLine() else { return false }
      line = nextLine()
    }
    guard line == .content, at == lineStart, node(canOpen: true), builder.stack.count > 0 else {
      return false
    }
    while true {
      switch nextLine() {
      case .content:
        guard content() else { return false }
      case .documentEnd:
        return false
      case .marker, .end:
        finishPending()
        while builder.stack.count > 0 { builder.close(at: 0) }
        return true
      }
    }
  }

  /// Reads a line, and those that its value goes on to.
  @inline(__always)
  mutating func content() -> Bool {
    let indent = at - lineStart
    let isDash = bytes[at] == UInt8(ascii: "-") && isBlankOrEnd(at + 1)
    var top = builder.stack[builder.stack.count - 1]
    if pending >= 0 {
      if indent > top.column || isDash && indent == top.column && top.isMapping {
        pending = -1
        return node(canOpen: true)
      }
      finishPending()
    }
    while top.column > indent {
      builder.close(at: 0)
      guard builder.stack.count > 0 else { return false }
      top = builder.stack[builder.stack.count - 1]
    }
    guard top.column == indent else { return false }
    if isDash {
      guard !top.isMapping else { return false }
      return takeAhead() || item()
    }
    if !top.isMapping {
      guard !top.countsAsLevel else { return false }
      builder.close(at: 0)
    }
    return takeAhead() || key()
  }

  /// Adds the null that a `:` or `-` without value stands for.
  @inline(__always)
  mutating func finishPending() {
    guard pending >= 0 else { return }
    builder.add(scalar(.plain, from: pending, to: pending, value: .null), isKey: false)
    pending = -1
  }

  // MARK: Nodes

  /// Reads a `- ` and what follows on its line.
  private mutating func item() -> Bool {
    isValuePending() || node(canOpen: true)
  }

  /// Reads the key of an open mapping and what follows on its line.
  @inline(__always)
  private mutating func key() -> Bool {
    guard let key = scalar(mayContinue: false) else { return false }
    guard isKeyEnd(key) else { return false }
    return value(of: key)
  }

  @inline(__always)
  private func isKeyEnd(_ key: RawNode) -> Bool {
    byte(at) == UInt8(ascii: ":") && isBlankOrEnd(at + 1) && isShort(key)
  }

  /// Whether a scalar that ends here is short enough for a key, and on one line.
  @inline(__always)
  func isShort(_ key: RawNode) -> Bool {
    at - Int(key.start) <= Limits.key
      && (!key.flags.contains(.textIsBeside) || endOfLine(from: Int(key.start)) >= at)
  }

  /// Reads what follows a key on its line.
  @inline(__always)
  private mutating func value(of key: RawNode) -> Bool {
    add(key, isKey: true)
    return isValuePending() || node(canOpen: false)
  }

  /// Skips the `:` or `-` and, if nothing but a comment is left on the line, the whole line.
  @inline(__always)
  private mutating func isValuePending() -> Bool {
    at += 1
    let end = at
    skipSpaces()
    switch byte(at) {
    case .lineFeed: at += 1
    case UInt8(ascii: "#"): at = endOfLine(from: at) + 1
    default: return false
    }
    pending = end
    return true
  }

  /// Reads a value that starts here.
  ///
  /// `canOpen`: Whether a block collection can start here.
  private mutating func node(canOpen: Bool) -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "-") where isBlankOrEnd(at + 1):
      guard canOpen, builder.stack.count < Limits.depth else { return false }
      open(isMapping: false, at: at)
      return item()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return flow() && finishLine()
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return blockScalar()
    default:
      guard let scalar = scalar(mayContinue: true) else { return false }
      if byte(at) == UInt8(ascii: ":") {
        guard canOpen, isKeyEnd(scalar), builder.stack.count < Limits.depth else { return false }
        open(isMapping: true, at: Int(scalar.start))
        return value(of: scalar)
      }
      add(scalar, isKey: false)
      return finishLine()
    }
  }

  @inline(__always)
  private mutating func open(isMapping: Bool, at start: Int) {
    let place = UInt32(truncatingIfNeeded: start)
    builder.open(
      isMapping: isMapping,
      isFlow: false,
      column: start - lineStart,
      start: place,
      end: place
    )
  }
}

extension UInt8 {
  static var space: UInt8 { 0x20 }
  static var tab: UInt8 { 0x09 }
  static var lineFeed: UInt8 { 0x0A }
}
