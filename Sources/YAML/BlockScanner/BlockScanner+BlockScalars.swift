/// Literal and folded text.
extension BlockScanner {
  private enum Chomping { case strip, clip, keep }

  /// Reads one from its `|` or `>` up to the line after it.
  mutating func blockScalar() -> Bool {
    guard builder.stack.count > 0 else { return false }
    let start = at
    let isLiteral = bytes[at] == UInt8(ascii: "|")
    at += 1
    let chomping: Chomping =
      switch byte(at) {
      case UInt8(ascii: "-"): .strip
      case UInt8(ascii: "+"): .keep
      default: .clip
      }
    if chomping != .clip { at += 1 }
    guard finishLine(), let (indent, breaks) = firstLine() else { return false }
    let text = builder.side.count
    guard let end = lines(indent, breaks, isLiteral: isLiteral, chomping) else { return false }
    let node = scalar(isLiteral ? .literal : .folded, from: start, to: end, besideFrom: text)
    builder.add(node, isKey: false)
    return true
  }

  /// Skips empty lines before the text.
  ///
  /// - Returns: The indentation of the text and the number of empty lines, or `nil` if there is no
  ///   text or its indentation is doubtful.
  private mutating func firstLine() -> (indent: Int, breaks: Int)? {
    var breaks = 0
    var deepestBlank = 0
    while at < count {
      let lineStart = at
      skipSpaces()
      let indent = at - lineStart
      guard byte(at) == .lineFeed else {
        let parent = builder.stack[builder.stack.count - 1].column
        guard indent > parent, indent >= deepestBlank, bytes[at] != .tab else { return nil }
        at = lineStart
        return (indent, breaks)
      }
      deepestBlank = max(deepestBlank, indent)
      at += 1
      breaks += 1
    }
    return nil
  }

  /// Keeps the text of all lines, of which the first starts here.
  ///
  /// - Returns: Where the scalar ends, or `nil` if a tab is in the indentation.
  private mutating func lines(
    _ indent: Int,
    _ leadingBreaks: Int,
    isLiteral: Bool,
    _ chomping: Chomping
  ) -> Int? {
    var breaks = leadingBreaks
    var hasBreak = false
    var wasBlank = false
    repeat {
      let start = at + indent
      let isBlank = bytes[start] == .space || bytes[start] == .tab
      if hasBreak {
        if isLiteral || wasBlank || isBlank {
          builder.side.append(.lineFeed)
        } else if breaks == 0 {
          builder.side.append(.space)
        }
      }
      append(breaks)
      wasBlank = isBlank
      let end = endOfLine(from: start)
      BlockScanner.keep(bytes, start..<end, &builder.side)
      hasBreak = end < count
      at = min(end + 1, count)
      breaks = skipEmptyLines(indent)
    } while hasText(at: indent)
    guard !hasTabInIndentation(indent) else { return nil }
    if chomping != .strip, hasBreak { builder.side.append(.lineFeed) }
    if chomping == .keep { append(breaks) }
    return at
  }

  @inline(__always)
  private mutating func append(_ breaks: Int) {
    for _ in 0..<breaks { builder.side.append(.lineFeed) }
  }

  @inline(__always)
  private mutating func skipEmptyLines(_ indent: Int) -> Int {
    var breaks = 0
    while true {
      let index = afterIndentation(indent)
      guard index < count, bytes[index] == .lineFeed else { return breaks }
      breaks += 1
      at = index + 1
    }
  }

  /// The first index of this line that is not a blank or as far in as the text.
  @inline(__always)
  private func afterIndentation(_ indent: Int) -> Int {
    var index = at
    while index < count, index - at < indent, bytes[index] == .space { index += 1 }
    return index
  }

  @inline(__always)
  private func hasText(at indent: Int) -> Bool {
    let index = afterIndentation(indent)
    return index < count && index - at == indent
  }

  private func hasTabInIndentation(_ indent: Int) -> Bool {
    byte(afterIndentation(indent)) == .tab
  }
}
