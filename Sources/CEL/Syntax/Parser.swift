/// Reads an expression by recursive descent, in one pass.
///
/// Source: cel-go, parser/gen/CEL.g4 and parser/parser.go.
struct Parser {
  /// How deep an expression may nest.
  static let depthLimit = 250
  /// How deep the values may nest that it builds.
  static let growthLimit = 1_000
  /// How many code points a text may have.
  static let sizeLimit = 100_000

  var lexer: Lexer
  /// The token that comes next.
  var token: Token
  /// Where the token before it ended.
  var end = 0
  private var depth = 0
  private var nextID = 0

  init(_ text: String) throws(CELError) {
    // A code point has four bytes at most, so that the first check spares most of the second.
    let bytes = text.utf8
    let isTooLong =
      bytes.count > Parser.sizeLimit
      && (bytes.count > Parser.sizeLimit * 4 || text.unicodeScalars.count > Parser.sizeLimit)
    if isTooLong {
      throw CELError(
        .parse,
        "the expression is longer than \(Parser.sizeLimit) code points"
      )
    }
    lexer = Lexer(text)
    token = try lexer.next()
  }

  mutating func parse() throws(CELError) -> Expression {
    let expression = try expression()
    guard token.kind == .end else { throw unexpected() }
    return expression
  }

  // MARK: Tokens

  mutating func advance() throws(CELError) {
    end = token.range.upperBound
    token = try lexer.next()
  }

  func isSymbol(_ symbol: StaticString) -> Bool {
    guard token.kind == .symbol, token.range.count == symbol.utf8CodeUnitCount else { return false }
    return token.range.enumerated().allSatisfy { lexer.bytes[$1] == symbol.utf8Start[$0] }
  }

  mutating func take(_ symbol: StaticString) throws(CELError) -> Bool {
    guard isSymbol(symbol) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: StaticString) throws(CELError) {
    guard try take(symbol) else { throw unexpected(instead: "\"\(symbol)\"") }
  }

  func unexpected(instead wanted: String? = nil) -> CELError {
    let found =
      token.kind == .end ? "the expression ends" : "found \"\(lexer.text(token.range.prefix40))\""
    return CELError(
      .parse,
      "syntax error: "
        + (wanted.map { "expected \($0), but \(found)" } ?? "\(found) where it can't be used")
        + hint,
      at: token.range
    )
  }

  /// What people write who know other languages.
  private var hint: String {
    switch lexer.text(token.range) {
    case "and": "; write && instead"
    case "or": "; write || instead"
    default:
      end >= 3 && lexer.text(end - 3..<end) == "not" ? "; write ! instead of not" : ""
    }
  }

  // MARK: Nodes

  mutating func make(
    _ kind: Expression.Kind,
    from start: Int,
    place: Int? = nil
  ) throws(CELError) -> Expression {
    nextID += 1
    let node = Expression(kind, id: nextID - 1, range: start..<max(start, end), place: place)
    if node.height > Parser.depthLimit || node.growth > Parser.growthLimit { throw tooDeep }
    return node
  }

  private var tooDeep: CELError {
    CELError(
      .parse,
      "the expression nests deeper than \(Parser.depthLimit) levels",
      at: token.range
    )
  }

  // MARK: Expressions

  mutating func expression() throws(CELError) -> Expression {
    depth += 1
    if depth > Parser.depthLimit { throw tooDeep }
    defer { depth -= 1 }
    let condition = try either()
    let place = token.range.lowerBound
    guard try take("?") else { return condition }
    let then = try either()
    try expect(":")
    let otherwise = try expression()
    return try make(
      .conditional(condition, then: then, otherwise: otherwise),
      from: condition.range.lowerBound,
      place: place
    )
  }

  private mutating func either() throws(CELError) -> Expression {
    try logic("||", isAnd: false)
  }

  private mutating func logic(
    _ symbol: StaticString,
    isAnd: Bool
  ) throws(CELError) -> Expression {
    let first = isAnd ? try relation() : try logic("&&", isAnd: true)
    let place = token.range.lowerBound
    guard isSymbol(symbol) else { return first }
    var operands = [first]
    while try take(symbol) {
      operands.append(isAnd ? try relation() : try logic("&&", isAnd: true))
    }
    return try make(
      .logic(isAnd: isAnd, operands),
      from: first.range.lowerBound,
      place: place
    )
  }
}

extension Range<Int> {
  /// No more than is shown in a message.
  fileprivate var prefix40: Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + 40) }
}
