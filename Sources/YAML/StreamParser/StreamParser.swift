internal import Diagnostics

/// Builds the first document of a stream from the tokens of `StreamScanner`.
///
/// Source: go.yaml.in/yaml/v2, parserc.go.
struct StreamParser {
  var scanner: StreamScanner
  var builder: TreeBuilder
  /// What the tags' handles stand for.
  private(set) var prefixes: [[UInt8]: [UInt8]] = [:]
  private var open: [Collection] = []

  /// A collection that is open, and what comes next in it.
  enum Collection {
    case blockList, listAtKeys
    case blockMapping(Next)
    case flowList(isFirst: Bool)
    case flowMapping(Next, isFirst: Bool)
    /// A mapping of one entry in a flow list.
    case pair(Next)

    enum Next { case key, value, emptyValue, end }
  }

  static func read(_ file: SourceFile) -> Document {
    var parser = StreamParser(file)
    do throws(StreamError) {
      try parser.readDocument()
    } catch {
      let problem = error.problem(in: file, after: parser.builder.lastOpenQuote)
      parser.builder.discard()
      return .refused(file, problem)
    }
    if let fatal = parser.builder.fatal {
      parser.builder.discard()
      return .refused(file, fatal)
    }
    return parser.builder.finish()
  }

  private init(_ file: SourceFile) {
    scanner = StreamScanner(file.bytes)
    builder = TreeBuilder(file)
  }

  mutating func next() throws(StreamError) -> StreamToken {
    scanner.skip()
    return try scanner.peek()
  }

  // MARK: Document

  private mutating func readDocument() throws(StreamError) {
    let isExplicit = try readDirectives()
    let token = try scanner.peek()
    switch (token.kind, isExplicit) {
    case (.streamEnd, false): return
    case (.streamEnd, true), (.versionDirective, true), (.tagDirective, true),
      (.documentStart, true), (.documentEnd, true):
      addEmpty(at: token.start)
    default:
      try node(token, isBlock: true, isAtKeys: false)
    }
    while !open.isEmpty, builder.isOpen { try step() }
    // Prow's parser looks at the token after the document.
    if builder.isOpen { _ = try scanner.peek() }
  }

  /// - Returns: Whether the document starts with `---`, which is then skipped.
  private mutating func readDirectives() throws(StreamError) -> Bool {
    var token = try scanner.peek()
    var isExplicit = false
    var hasVersion = false
    while true {
      if token.kind == .versionDirective {
        guard !hasVersion else {
          throw .syntax("found duplicate %YAML directive", at: token.start.offset, context: nil)
        }
        guard token.version == (1, 1) else {
          throw .problem(.unknownVersion(token.version, at: token.start.offset))
        }
        hasVersion = true
      } else if token.kind == .tagDirective {
        guard prefixes.updateValue(token.suffix, forKey: token.text) == nil else {
          throw .syntax("found duplicate %TAG directive", at: token.start.offset, context: nil)
        }
      } else {
        break
      }
      isExplicit = true
      token = try next()
    }
    let standard: [(String, String)] = [("!", "!"), ("!!", "tag:yaml.org,2002:")]
    for (handle, prefix) in standard where prefixes[Array(handle.utf8)] == nil {
      prefixes[Array(handle.utf8)] = Array(prefix.utf8)
    }
    if token.kind == .documentStart {
      scanner.skip()
      return true
    }
    guard !isExplicit else {
      throw .syntax("did not find expected <document start>", at: token.start.offset, context: nil)
    }
    return false
  }

  // MARK: Collections

  private mutating func step() throws(StreamError) {
    let last = open.count - 1
    switch open[last] {
    case .blockList: try stepBlockList()
    case .listAtKeys: try stepListAtKeys()
    case .blockMapping(let next):
      open[last] = .blockMapping(next == .key ? .value : .key)
      try stepBlockMapping(isValue: next == .value)
    case .flowList(let isFirst):
      open[last] = .flowList(isFirst: false)
      try stepFlowList(isFirst)
    case .flowMapping(.key, let isFirst): try stepFlowKey(isFirst)
    case .flowMapping(let next, _):
      open[last] = .flowMapping(.key, isFirst: false)
      try stepFlowValue(isEmpty: next == .emptyValue, .flowMappingEnd)
    case .pair(.key): try stepPairKey()
    case .pair(.end):
      close(at: try scanner.peek().start)
    case .pair:
      open[last] = .pair(.end)
      try stepFlowValue(isEmpty: false, .flowSequenceEnd)
    }
  }

  private mutating func stepBlockList() throws(StreamError) {
    let token = try scanner.peek()
    switch token.kind {
    case .blockEntry:
      let item = try next()
      if item.kind == .blockEntry || item.kind == .blockEnd {
        addEmpty(at: token.end)
      } else {
        try node(item, isBlock: true, isAtKeys: false)
      }
    case .blockEnd: skipAndClose(token)
    default:
      throw unexpected(token, "did not find expected '-' indicator", "a block collection")
    }
  }

  private mutating func stepListAtKeys() throws(StreamError) {
    let token = try scanner.peek()
    guard token.kind == .blockEntry else { return close(at: token.start) }
    let item = try next()
    switch item.kind {
    case .blockEntry, .key, .value, .blockEnd: addEmpty(at: token.end)
    default: try node(item, isBlock: true, isAtKeys: false)
    }
  }

  private mutating func stepBlockMapping(isValue: Bool) throws(StreamError) {
    let token = try scanner.peek()
    if token.kind == (isValue ? .value : .key) {
      let value = try next()
      switch value.kind {
      case .key, .value, .blockEnd: addEmpty(at: token.end)
      default: try node(value, isBlock: true, isAtKeys: true)
      }
    } else if isValue {
      addEmpty(at: token.start)
    } else if token.kind == .blockEnd {
      skipAndClose(token)
    } else {
      throw unexpected(token, "did not find expected key", "a block mapping")
    }
  }

  private mutating func stepFlowList(_ isFirst: Bool) throws(StreamError) {
    var token = try scanner.peek()
    if token.kind != .flowSequenceEnd, !isFirst {
      guard token.kind == .flowEntry else {
        throw unexpected(token, "did not find expected ',' or ']'", "a flow sequence")
      }
      token = try next()
    }
    switch token.kind {
    case .flowSequenceEnd: skipAndClose(token)
    case .key:
      open(.pair(.key), token, isMapping: true, isFlow: true)
      scanner.skip()
    default: try node(token, isBlock: false, isAtKeys: false)
    }
  }

  private mutating func stepPairKey() throws(StreamError) {
    let token = try scanner.peek()
    open[open.count - 1] = .pair(.value)
    switch token.kind {
    case .value, .flowEntry, .flowSequenceEnd:
      // Prow's parser drops the token here, though it is that of the value.
      scanner.skip()
      addEmpty(at: token.end)
    default: try node(token, isBlock: false, isAtKeys: false)
    }
  }

  private mutating func stepFlowKey(_ isFirst: Bool) throws(StreamError) {
    var token = try scanner.peek()
    if token.kind != .flowMappingEnd, !isFirst {
      guard token.kind == .flowEntry else {
        throw unexpected(token, "did not find expected ',' or '}'", "a flow mapping")
      }
      token = try next()
    }
    let last = open.count - 1
    switch token.kind {
    case .flowMappingEnd: skipAndClose(token)
    case .key:
      open[last] = .flowMapping(.value, isFirst: false)
      let key = try next()
      switch key.kind {
      case .value, .flowEntry, .flowMappingEnd: addEmpty(at: key.start)
      default: try node(key, isBlock: false, isAtKeys: false)
      }
    default:
      open[last] = .flowMapping(.emptyValue, isFirst: false)
      try node(token, isBlock: false, isAtKeys: false)
    }
  }

  /// Reads the value of an entry of a flow mapping, or of a mapping of one entry.
  private mutating func stepFlowValue(
    isEmpty: Bool,
    _ closer: StreamToken.Kind
  ) throws(StreamError) {
    var token = try scanner.peek()
    if !isEmpty, token.kind == .value {
      let value = try next()
      if value.kind != .flowEntry, value.kind != closer {
        return try node(value, isBlock: false, isAtKeys: false)
      }
      token = value
    }
    addEmpty(at: token.start)
  }

  private func unexpected(_ token: StreamToken, _ said: String, _ noun: String) -> StreamError {
    if let problem = questionInText(token) { return .problem(problem) }
    let innermost = builder.stack[builder.stack.count - 1].index
    let start = Int(builder.nodes[Int(innermost)].start)
    return .syntax(said, at: token.start.offset, context: ("while parsing \(noun)", at: start))
  }

  /// Where a `?` in text without quotes starts a key, which people never mean.
  private func questionInText(_ token: StreamToken) -> Problem? {
    let start = token.start.offset
    let last = builder.nodes[builder.nodes.count - 1]
    guard token.kind == .key, builder.source[start] == UInt8(ascii: "?"), last.kind == .scalar,
      last.style == .plain, Int(last.end) == start
    else { return nil }
    return .unquotedQuestionMark(SourceRange(start: last.start, end: last.end + 1))
  }

  /// `properties`: The anchor and the tag before it.
  mutating func open(
    _ collection: Collection,
    _ token: StreamToken,
    isMapping: Bool,
    isFlow: Bool,
    _ properties: Properties? = nil
  ) {
    open.append(collection)
    builder.open(
      TreeBuilder.CollectionStart(
        isMapping: isMapping,
        isFlow: isFlow,
        column: token.start.column,
        start: offset(properties?.start ?? token.start),
        end: offset(token.end),
        anchor: properties?.anchor
      )
    )
  }

  func offset(_ mark: StreamText.Mark) -> UInt32 { UInt32(truncatingIfNeeded: mark.offset) }

  private mutating func skipAndClose(_ token: StreamToken) {
    scanner.skip()
    close(at: token.end)
  }

  private mutating func close(at mark: StreamText.Mark) {
    open.removeLast()
    builder.close(at: offset(mark))
  }
}
