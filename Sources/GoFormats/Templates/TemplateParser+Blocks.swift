extension TemplateParser {
  /// What `textOrAction` found.
  enum Node: Equatable {
    /// Space, which does not count as content of a definition.
    case blank
    case content
    case elseMark
    case endMark
  }

  mutating func parse(name: String) throws(FormatError) {
    var isBlank = true
    while case let token = next(), token.kind != .endOfText {
      if token.kind == .leftDelimiter {
        let word = nextNonSpace()
        if word.kind == .keyword(.define) {
          try definition()
          continue
        }
        giveBack(word)
      }
      giveBack(token)
      switch try textOrAction() {
      case .blank: break
      case .content: isBlank = false
      case .elseMark: throw FormatError("unexpected {{else}}", at: token.range.lowerBound)
      case .endMark: throw FormatError("unexpected {{end}}", at: token.range.lowerBound)
      }
    }
    try define(Array(name.utf8), isBlank: isBlank, at: lexer.bytes.count)
  }

  private mutating func definition() throws(FormatError) {
    let context = "define clause"
    let name = try templateName(in: context)
    try expect(.rightDelimiter, in: context)
    try body(of: name, in: context)
  }

  /// The template's value need not be given with `template`, but must with `block`.
  private mutating func templateCall() throws(FormatError) {
    let context = "template clause"
    _ = try templateName(in: context)
    let token = nextNonSpace()
    if token.kind == .rightDelimiter { return }
    giveBack(token)
    try pipeline(in: context, until: .rightDelimiter)
  }

  private mutating func block() throws(FormatError) {
    let context = "block clause"
    let name = try templateName(in: context)
    try pipeline(in: context, until: .rightDelimiter)
    try body(of: name, in: context)
  }

  private mutating func templateName(
    in context: String
  ) throws(FormatError) -> (value: [UInt8], offset: Int) {
    let token = nextNonSpace()
    guard token.kind == .string || token.kind == .rawString else {
      throw unexpected(token, in: context)
    }
    return (try string(token), token.range.lowerBound)
  }

  private mutating func body(
    of name: (value: [UInt8], offset: Int),
    in context: String
  ) throws(FormatError) {
    let outer = scope
    scope = Scope(isMain: false, dollarIsRoot: false)
    try enter(at: name.offset)
    let list = try itemList()
    guard list.end == .endMark else {
      throw FormatError("unexpected {{else}} in \(context)", at: name.offset)
    }
    nesting -= 1
    scope = outer
    try define(name.value, isBlank: list.isBlank, at: name.offset)
  }

  func string(_ token: TemplateToken) throws(FormatError) -> [UInt8] {
    guard let value = GoQuoted.value(of: bytes(of: token)) else {
      throw FormatError("invalid escape in a string", at: token.range.lowerBound)
    }
    return value
  }

  mutating func enter(at offset: Int) throws(FormatError) {
    nesting += 1
    guard nesting <= GoTemplate.nestingLimit else {
      throw FormatError("nested deeper than \(GoTemplate.nestingLimit) levels", at: offset)
    }
  }
}

extension TemplateParser {
  /// Everything up to an `end` or `else` of its own, which is passed.
  mutating func itemList() throws(FormatError) -> (isBlank: Bool, end: Node) {
    var isBlank = true
    while peekNonSpace().kind != .endOfText {
      let node = try textOrAction()
      if node == .endMark || node == .elseMark { return (isBlank, node) }
      if node == .content { isBlank = false }
    }
    throw FormatError("unexpected EOF", at: lexer.bytes.count)
  }

  private mutating func textOrAction() throws(FormatError) -> Node {
    let token = nextNonSpace()
    switch token.kind {
    case .text:
      return text(of: token).unicodeScalars.allSatisfy(\.isGoSpace) ? .blank : .content
    case .leftDelimiter: return try action()
    default: throw unexpected(token, in: "input")
    }
  }

  private mutating func action() throws(FormatError) -> Node {
    let token = nextNonSpace()
    guard case .keyword(let keyword) = token.kind else {
      giveBack(token)
      try pipeline(in: "command", until: .rightDelimiter)
      return .content
    }
    switch keyword {
    case .block: try block()
    case .break, .continue: try loopExit(keyword, at: token.range.lowerBound)
    case .if, .range, .with: try control(keyword, at: token.range.lowerBound)
    case .template: try templateCall()
    case .define: throw unexpected(token, in: "command")
    case .else:
      try elseMark()
      return .elseMark
    case .end:
      try expect(.rightDelimiter, in: "end")
      return .endMark
    }
    return .content
  }

  private mutating func loopExit(
    _ keyword: TemplateKeyword,
    at offset: Int
  ) throws(FormatError) {
    try expect(.rightDelimiter, in: "{{\(keyword.rawValue)}}")
    guard scope.openRanges > 0 else {
      throw FormatError("{{\(keyword.rawValue)}} outside {{range}}", at: offset)
    }
  }

  /// Leaves an `if` or `with` after the `else`, for `control` to find.
  private mutating func elseMark() throws(FormatError) {
    let kind = peekNonSpace().kind
    if kind == .keyword(.if) || kind == .keyword(.with) { return }
    try expect(.rightDelimiter, in: "else")
  }
}
