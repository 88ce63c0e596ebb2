/// Literal and folded text.
extension StreamScanner {
  mutating func fetchBlockScalar(isLiteral: Bool) throws(StreamError) {
    try removePossibleKey()
    canStartKey = true
    let start = text.mark
    text.skip()
    let (chomping, increment) = try takeBlockHeader(start)
    var indent = increment > 0 ? max(self.indent, 0) + increment : 0
    var value: [UInt8] = []
    var (leading, trailing): ([UInt8], [UInt8]) = ([], [])
    var end = try takeEmptyLines(&indent, &trailing, start)
    try text.load(1)
    var wasBlank = false
    while text.mark.column == indent, !text.isEnd {
      let isBlank = text.isBlank()
      if !isLiteral, !wasBlank, !isBlank, leading.first == .lineFeed {
        if trailing.isEmpty { value.append(.space) }
      } else {
        value += leading
      }
      value += trailing
      (leading, trailing) = ([], [])
      wasBlank = isBlank
      while !text.isBreakOrEnd() {
        text.take(&value)
        try text.load(1)
      }
      try text.load(2)
      text.takeBreak(&leading)
      end = try takeEmptyLines(&indent, &trailing, start)
    }
    if chomping != .strip { value += leading }
    if chomping == .keep { value += trailing }
    let style = isLiteral ? RawNode.Style.literal : .folded
    insert(StreamToken(kind: .scalar, start: start, end: end, style: style, text: value))
  }

  private enum Chomping { case strip, clip, keep }

  private func blockError(_ said: String, _ start: StreamText.Mark) -> StreamError {
    syntaxError(said, "while scanning a block scalar", since: start)
  }

  /// Takes what follows `|` or `>` on its line.
  private mutating func takeBlockHeader(
    _ start: StreamText.Mark
  ) throws(StreamError) -> (Chomping, increment: Int) {
    var chomping = Chomping.clip
    try text.load(1)
    if let found = takeChomping() {
      chomping = found
      try text.load(1)
    }
    let increment = try takeIncrement(start)
    if increment > 0, chomping == .clip {
      try text.load(1)
      chomping = takeChomping() ?? .clip
    }
    try skipBlanks()
    try skipComment()
    guard text.isBreakOrEnd() else {
      throw blockError("did not find expected comment or line break", start)
    }
    if text.isBreak() {
      try text.load(2)
      text.skipBreak()
    }
    return (chomping, increment)
  }

  private mutating func takeChomping() -> Chomping? {
    switch text.byte() {
    case UInt8(ascii: "+"):
      text.skip()
      return .keep
    case UInt8(ascii: "-"):
      text.skip()
      return .strip
    default: return nil
    }
  }

  private mutating func takeIncrement(_ start: StreamText.Mark) throws(StreamError) -> Int {
    let digit = text.byte() &- UInt8(ascii: "0")
    guard digit < 10 else { return 0 }
    guard digit > 0 else { throw blockError("found an indentation indicator equal to 0", start) }
    text.skip()
    return Int(digit)
  }

  /// Moves over indentation and empty lines, and finds out the indentation if it is 0.
  ///
  /// - Returns: The end of the last of these lines.
  private mutating func takeEmptyLines(
    _ indent: inout Int,
    _ breaks: inout [UInt8],
    _ start: StreamText.Mark
  ) throws(StreamError) -> StreamText.Mark {
    var end = text.mark
    var deepest = 0
    while true {
      try text.load(1)
      while indent == 0 || text.mark.column < indent, text.byte() == .space {
        text.skip()
        try text.load(1)
      }
      deepest = max(deepest, text.mark.column)
      if indent == 0 || text.mark.column < indent, text.byte() == .tab {
        throw blockError("found a tab character where an indentation space is expected", start)
      }
      guard text.isBreak() else { break }
      try text.load(2)
      text.takeBreak(&breaks)
      end = text.mark
    }
    if indent == 0 { indent = max(deepest, self.indent + 1, 1) }
    return end
  }
}
