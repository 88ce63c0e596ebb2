internal import Formats

/// The characters of a stream, read in the blocks in which Prow's parser reads them.
///
/// The blocks show: bytes are judged a block at a time, so that bad ones after the first document
/// may never be seen, and a byte order mark counts only at the start of what is in memory.
///
/// Source: go.yaml.in/yaml/v2, readerc.go.
struct StreamText {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var mark: Mark
  /// Start of what is in memory.
  private var windowStart: Int
  /// End of the characters that were judged, and of the bytes that were read.
  private var judgedEnd: Int
  private var readEnd: Int
  /// Characters from the mark to `judgedEnd`, and those that stand for the end of the text.
  private var unread = 0
  private var isAtEnd = false

  private static let block = 512

  /// A place between two characters.
  struct Mark {
    /// In bytes.
    var offset: Int
    /// In characters, as are columns; lines and columns count from 0.
    var index = 0
    var line = 0
    var column = 0
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let start = StreamText.isByteOrderMark(bytes, 0) ? 3 : 0
    mark = Mark(offset: start)
    windowStart = start
    judgedEnd = start
    readEnd = start == 0 ? 0 : min(StreamText.block, bytes.count)
  }

  private static func isByteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    start + 3 <= bytes.count && bytes[start] == 0xEF && bytes[start + 1] == 0xBB
      && bytes[start + 2] == 0xBF
  }

  // MARK: Reading

  /// Reads on until so many characters are there, or the text ends.
  @inline(__always)
  mutating func load(_ length: Int) throws(StreamError) {
    if unread < length { try read(length) }
  }

  private mutating func read(_ length: Int) throws(StreamError) {
    windowStart = mark.offset
    var isFirst = true
    while unread < length {
      if !isFirst || judgedEnd == readEnd {
        isAtEnd = isAtEnd || readEnd == bytes.count
        readEnd = min(judgedEnd + StreamText.block, bytes.count)
      }
      isFirst = false
      try judge()
      if isAtEnd {
        unread += 1
        return
      }
    }
  }

  /// Judges the characters of the bytes that were read, up to one that is cut off.
  private mutating func judge() throws(StreamError) {
    while judgedEnd < readEnd {
      let width = StreamText.width(bytes[judgedEnd])
      guard width > 0 else { throw .bytes("invalid leading UTF-8 octet", at: judgedEnd) }
      if judgedEnd + width > readEnd {
        guard isAtEnd else { return }
        throw .bytes("incomplete UTF-8 octet sequence", at: judgedEnd)
      }
      guard let found = UTF8Character.decode(bytes, at: judgedEnd) else {
        let trail = bytes[judgedEnd + 1..<judgedEnd + width]
        let bad = trail.firstIndex { $0 & 0xC0 != 0x80 }
        throw .bytes("invalid UTF-8 octet sequence", at: bad ?? judgedEnd)
      }
      guard StreamText.isAllowed(found.code) else {
        throw .bytes("control characters are not allowed", at: judgedEnd)
      }
      judgedEnd += width
      unread += 1
    }
  }

  /// Bytes of a character by its first byte; 0 if no character starts so.
  static func width(_ byte: UInt8) -> Int {
    switch byte {
    case 0..<0x80: 1
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF8: 4
    default: 0
    }
  }

  private static func isAllowed(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD: true
    default: code >= 0x1_0000
    }
  }

  // MARK: Characters

  /// The byte so many bytes after the mark; 0 after the end.
  @inline(__always)
  func byte(_ ahead: Int = 0) -> UInt8 {
    let index = mark.offset + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  /// Whether what is in memory starts with a byte order mark, wherever the mark is by now.
  var startsWithByteOrderMark: Bool { StreamText.isByteOrderMark(bytes, windowStart) }

  var isEnd: Bool { byte() == 0 }

  @inline(__always)
  func isBlank(_ ahead: Int = 0) -> Bool {
    let byte = byte(ahead)
    return byte == .space || byte == .tab
  }

  /// Bytes of the line break there; 0 if there is none.
  @inline(__always)
  func breakWidth(_ ahead: Int = 0) -> Int {
    switch byte(ahead) {
    case 0x0A: 1
    case 0x0D: byte(ahead + 1) == 0x0A ? 2 : 1
    case 0xC2: byte(ahead + 1) == 0x85 ? 2 : 0
    case 0xE2: byte(ahead + 1) == 0x80 && byte(ahead + 2) & 0xFE == 0xA8 ? 3 : 0
    default: 0
    }
  }

  @inline(__always)
  func isBreak(_ ahead: Int = 0) -> Bool { breakWidth(ahead) > 0 }

  @inline(__always)
  func isBreakOrEnd(_ ahead: Int = 0) -> Bool { byte(ahead) == 0 || isBreak(ahead) }

  @inline(__always)
  func isBlankOrEnd(_ ahead: Int = 0) -> Bool { isBlank(ahead) || isBreakOrEnd(ahead) }

  /// Whether `---` or `...` is here at the start of a line, and then a blank.
  func isDocumentIndicator(_ byte: UInt8) -> Bool {
    mark.column == 0 && self.byte() == byte && self.byte(1) == byte && self.byte(2) == byte
      && isBlankOrEnd(3)
  }

  // MARK: Moving

  @inline(__always)
  mutating func skip() {
    mark.offset += max(1, StreamText.width(byte()))
    mark.index += 1
    mark.column += 1
    unread -= 1
  }

  mutating func skip(_ count: Int) {
    for _ in 0..<count { skip() }
  }

  /// Moves over a character and keeps it.
  @inline(__always)
  mutating func take(_ text: inout [UInt8]) {
    let start = mark.offset
    skip()
    text.append(contentsOf: bytes[start..<min(mark.offset, bytes.count)])
  }

  mutating func skipBreak() {
    let width = breakWidth()
    guard width > 0 else { return }
    let characters = byte() == 0x0D ? width : 1
    mark.offset += width
    mark.index += characters
    mark.line += 1
    mark.column = 0
    unread -= characters
  }

  /// Moves over a line break and keeps it: LF for all but the separators of lines and paragraphs.
  mutating func takeBreak(_ text: inout [UInt8]) {
    switch breakWidth() {
    case 0: return
    case 3: text += [byte(), byte(1), byte(2)]
    default: text.append(.lineFeed)
    }
    skipBreak()
  }

  /// Takes it that the line has ended, as at the end of the text.
  mutating func endLine() {
    guard mark.column != 0 else { return }
    mark.column = 0
    mark.line += 1
  }
}
