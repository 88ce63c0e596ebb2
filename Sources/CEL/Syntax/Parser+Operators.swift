extension Parser {
  mutating func relation() throws(CELError) -> Expression {
    var left = try sum()
    while let operation = relationOperator {
      left = try binary(operation, left) { (parser) throws(CELError) in try parser.sum() }
    }
    return left
  }

  private mutating func sum() throws(CELError) -> Expression {
    var left = try product()
    while let operation = isSymbol("+") ? Operator.add : isSymbol("-") ? .subtract : nil {
      left = try binary(operation, left) { (parser) throws(CELError) in try parser.product() }
    }
    return left
  }

  private mutating func product() throws(CELError) -> Expression {
    var left = try unary()
    while let operation = isSymbol("*")
      ? Operator.multiply : isSymbol("/") ? .divide : isSymbol("%") ? .remainder : nil
    {
      left = try binary(operation, left) { (parser) throws(CELError) in try parser.unary() }
    }
    return left
  }

  private mutating func binary(
    _ operation: Operator,
    _ left: Expression,
    _ operand: (inout Parser) throws(CELError) -> Expression
  ) throws(CELError) -> Expression {
    let place = token.range.lowerBound
    try advance()
    let right = try operand(&self)
    return try make(
      .operation(operation, [left, right]),
      from: left.range.lowerBound,
      place: place
    )
  }

  private var relationOperator: Operator? {
    if isSymbol("==") { return .equal }
    if isSymbol("!=") { return .notEqual }
    if isSymbol("<") { return .less }
    if isSymbol("<=") { return .lessOrEqual }
    if isSymbol(">") { return .greater }
    if isSymbol(">=") { return .greaterOrEqual }
    return token.kind == .keyword && lexer.text(token.range) == "in" ? .isIn : nil
  }

  /// Two operators of a kind, one after the other, cancel out.
  private mutating func unary() throws(CELError) -> Expression {
    if isSymbol("!") { return try unary("!", .not) }
    guard isSymbol("-") else { return try member() }
    // A sign before a number is part of it.
    if isNumberAhead { return try member() }
    return try unary("-", .negate)
  }

  private mutating func unary(
    _ symbol: StaticString,
    _ operation: Operator
  ) throws(CELError) -> Expression {
    let start = token.range.lowerBound
    var count = 0
    while try take(symbol) { count += 1 }
    let operand = try member()
    return count % 2 == 0
      ? operand : try make(.operation(operation, [operand]), from: start, place: start)
  }

  /// Whether the token after this one is a number.
  private var isNumberAhead: Bool {
    var ahead = lexer
    guard let token = try? ahead.next() else { return false }
    return token.kind == .int || token.kind == .double
  }
}
