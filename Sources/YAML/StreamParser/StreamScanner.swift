/// Makes tokens of a stream as Prow's parser does, with all its peculiarities.
///
/// libyaml is the judge where both agree; this one where they may not (`PartingText`).
///
/// Source: go.yaml.in/yaml/v2, scannerc.go.
struct StreamScanner {
  var text: StreamText
  /// Tokens that were not taken yet, and how many were.
  private var tokens: [StreamToken] = []
  private var head = 0
  private(set) var takenCount = 0
  private var isHeadReady = false
  /// Column of the innermost block collection, -1 outside of all, and those of the outer ones.
  var indent = -1
  var outerIndents: [Int] = []
  var flowLevel = 0
  /// Whether a key without `?` can start here.
  var canStartKey = true
  /// For each open flow collection, and for the block around them, where a key may have started.
  var possibleKeys = [PossibleKey()]
  /// Index into `possibleKeys` by the number of the token with which the key would start.
  var keyLevels: [Int: Int] = [:]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    text = StreamText(bytes)
  }

  // MARK: Tokens

  /// The next token, once it is sure that no key starts before it.
  mutating func peek() throws(StreamError) -> StreamToken {
    if !isHeadReady { try fetch() }
    return tokens[head]
  }

  /// Takes the token that `peek` gave.
  mutating func skip() {
    isHeadReady = false
    head += 1
    takenCount += 1
    if head == tokens.count {
      tokens.removeAll(keepingCapacity: true)
      head = 0
    }
  }

  private mutating func fetch() throws(StreamError) {
    while true {
      if head < tokens.count {
        guard let level = keyLevels[takenCount], level < possibleKeys.count else { break }
        guard try isStillPossible(level) else { break }
      }
      try fetchNext()
    }
    isHeadReady = true
  }

  /// The number that the next token gets.
  var nextNumber: Int { takenCount + tokens.count - head }

  /// Adds a token at the end, or before the one with a number.
  ///
  /// Where that one was taken already, the token goes to the end, as in Prow's parser.
  mutating func insert(_ token: StreamToken, before number: Int? = nil) {
    guard let number, number >= takenCount, number < nextNumber else {
      tokens.append(token)
      return
    }
    tokens.insert(token, at: head + number - takenCount)
  }

  mutating func insert(_ kind: StreamToken.Kind, at mark: StreamText.Mark, before: Int? = nil) {
    insert(StreamToken(kind: kind, start: mark, end: mark), before: before)
  }

  /// Adds a token for the next characters.
  mutating func insertIndicator(_ kind: StreamToken.Kind, length: Int = 1) {
    let start = text.mark
    text.skip(length)
    insert(StreamToken(kind: kind, start: start, end: text.mark))
  }

  func syntaxError(
    _ said: String,
    _ words: String? = nil,
    since start: StreamText.Mark? = nil
  ) -> StreamError {
    let context = words.map { (words: $0, at: (start ?? text.mark).offset) }
    return .syntax(said, at: text.mark.offset, context: context)
  }

  // MARK: Dispatch

  private mutating func fetchNext() throws(StreamError) {
    try text.load(1)
    try skipToToken()
    unroll(to: text.mark.column)
    try text.load(4)
    if text.isEnd { return try fetchStreamEnd() }
    if text.mark.column == 0, try fetchAtLineStart() { return }
    if try fetchIndicator() { return }
    switch text.byte() {
    case UInt8(ascii: "*"): try fetchAnchor(.alias)
    case UInt8(ascii: "&"): try fetchAnchor(.anchor)
    case UInt8(ascii: "!"): try fetchTag()
    case UInt8(ascii: "|") where flowLevel == 0: try fetchBlockScalar(isLiteral: true)
    case UInt8(ascii: ">") where flowLevel == 0: try fetchBlockScalar(isLiteral: false)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try fetchQuoted()
    default:
      guard canStartPlain else {
        throw syntaxError(
          "found character that cannot start any token",
          "while scanning for the next token"
        )
      }
      try fetchPlain()
    }
  }

  private mutating func fetchAtLineStart() throws(StreamError) -> Bool {
    if text.byte() == UInt8(ascii: "%") {
      try endBlocks()
      try fetchDirective()
      return true
    }
    for (byte, kind) in [
      (UInt8(ascii: "-"), StreamToken.Kind.documentStart), (UInt8(ascii: "."), .documentEnd),
    ] where text.isDocumentIndicator(byte) {
      try endBlocks()
      insertIndicator(kind, length: 3)
      return true
    }
    return false
  }

  private mutating func fetchIndicator() throws(StreamError) -> Bool {
    switch text.byte() {
    case UInt8(ascii: "["): try fetchFlowStart(.flowSequenceStart)
    case UInt8(ascii: "{"): try fetchFlowStart(.flowMappingStart)
    case UInt8(ascii: "]"): try fetchFlowEnd(.flowSequenceEnd)
    case UInt8(ascii: "}"): try fetchFlowEnd(.flowMappingEnd)
    case UInt8(ascii: ","):
      try removePossibleKey()
      canStartKey = true
      insertIndicator(.flowEntry)
    case UInt8(ascii: "-") where text.isBlankOrEnd(1): try fetchBlockEntry()
    case UInt8(ascii: "?") where flowLevel > 0 || text.isBlankOrEnd(1): try fetchKey()
    case UInt8(ascii: ":") where flowLevel > 0 || text.isBlankOrEnd(1): try fetchValue()
    default: return false
    }
    return true
  }

  private var canStartPlain: Bool {
    switch text.byte() {
    case UInt8(ascii: "-"): !text.isBlank(1)
    case UInt8(ascii: "?"), UInt8(ascii: ":"): flowLevel == 0 && !text.isBlankOrEnd(1)
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      false
    default: !text.isBlankOrEnd()
    }
  }

  private mutating func fetchStreamEnd() throws(StreamError) {
    text.endLine()
    try endBlocks()
    insert(.streamEnd, at: text.mark)
  }

  /// Moves to the next character that is not blank, in a comment or the end of a line.
  private mutating func skipToToken() throws(StreamError) {
    while true {
      try text.load(1)
      if text.mark.column == 0, text.startsWithByteOrderMark { text.skip() }
      try text.load(1)
      while text.byte() == .space || (flowLevel > 0 || !canStartKey) && text.byte() == .tab {
        text.skip()
        try text.load(1)
      }
      try skipComment()
      guard text.isBreak() else { return }
      try text.load(2)
      text.skipBreak()
      if flowLevel == 0 { canStartKey = true }
    }
  }

  mutating func skipComment() throws(StreamError) {
    guard text.byte() == UInt8(ascii: "#") else { return }
    while !text.isBreakOrEnd() {
      text.skip()
      try text.load(1)
    }
  }

  mutating func skipBlanks() throws(StreamError) {
    try text.load(1)
    while text.isBlank() {
      text.skip()
      try text.load(1)
    }
  }
}
