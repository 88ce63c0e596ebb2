internal import Diagnostics
internal import Machine

/// The second half of a large file, read by another thread on a guess of what is open there.
///
/// The guess is a line that looks like the next item of a list, or the next key of a mapping. When
/// the first half has been read up to that very line and is in that very state, what the other
/// thread has made of the lines after it is right, and is taken over; else it is thrown away.
final class PartAhead {
  /// Where the guessed line starts, and the column of its dash or key.
  let lineStart: Int
  let column: Int
  let isMapping: Bool
  private let scanner: Background<BlockScanner?>

  /// Bytes after the middle in which the outermost line is looked for.
  private static let window = 1 << 16

  /// Starts to read the second half of a file whose text is ordinary.
  ///
  /// - Returns: `nil` if nothing in its middle looks like a start.
  init?(in file: SourceFile) {
    guard let bytes = file.bytes.baseAddress,
      let line = PartAhead.outermostLine(file.bytes, from: file.bytes.count / 2)
    else { return nil }
    (lineStart, column, isMapping) = line
    // The file keeps its bytes, and nobody writes them.
    nonisolated(unsafe) let start = bytes
    scanner = Background {
      var scanner = BlockScanner(file, start)
      if scanner.readPart(line) { return scanner }
      scanner.builder.discard()
      return nil
    }
  }

  typealias Line = (start: Int, column: Int, isMapping: Bool)

  /// The first line of least indentation in the window; a key before an item.
  private static func outermostLine(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from middle: Int
  ) -> Line? {
    var found: Line?
    let end = min(middle + window, bytes.count)
    var start = middle
    while let lineFeed = bytes[start..<end].firstIndex(of: .lineFeed) {
      start = lineFeed + 1
      var index = start
      while index < end, bytes[index] == .space { index += 1 }
      guard index < end, bytes[index] != UInt8(ascii: "#"), bytes[index] != .lineFeed else {
        continue
      }
      let isMapping = bytes[index] != UInt8(ascii: "-")
      let column = index - start
      guard let other = found else {
        found = (start, column, isMapping)
        continue
      }
      if column < other.column || column == other.column && isMapping && !other.isMapping {
        found = (start, column, isMapping)
      }
    }
    return found
  }

  // MARK: Taking over

  /// What the other thread has read, once it has; `nil` if it could not read its part.
  func take() -> BlockScanner? { scanner.wait() }

  /// Throws the part away.
  func discard() {
    guard var scanner = take() else { return }
    scanner.builder.discard()
  }
}

extension BlockScanner {
  /// Reads from the guessed line up to one that does not belong to the guessed collection.
  fileprivate mutating func readPart(_ part: PartAhead.Line) -> Bool {
    at = part.start
    let place = UInt32(truncatingIfNeeded: at)
    builder.open(
      isMapping: part.isMapping,
      isFlow: false,
      column: part.column,
      start: place,
      end: place
    )
    while true {
      switch nextLine() {
      case .documentEnd: return false
      case .content where isInside(part):
        guard content() else { return false }
      case .content, .marker, .end:
        finishPending()
        while builder.stack.count > 1 { builder.close(at: 0) }
        at = min(lineStart, count)
        return true
      }
    }
  }

  private func isInside(_ part: PartAhead.Line) -> Bool {
    let indent = at - lineStart
    let isDash = bytes[at] == UInt8(ascii: "-") && isBlankOrEnd(at + 1)
    // A list at the indentation of its key is inside the mapping of that key.
    return indent > part.column || indent == part.column && (part.isMapping || isDash)
  }

  /// If the part ahead starts with this line and in this state, takes it over.
  @inline(__always)
  mutating func takeAhead() -> Bool {
    guard let ahead, lineStart >= ahead.lineStart else { return false }
    return take(ahead)
  }

  private mutating func take(_ part: PartAhead) -> Bool {
    ahead = nil
    let top = builder.stack[builder.stack.count - 1]
    guard lineStart == part.lineStart, top.isMapping == part.isMapping, top.column == part.column
    else {
      part.discard()
      return false
    }
    guard var other = part.take() else { return false }
    builder.take(&other.builder)
    at = other.at
    return true
  }
}
