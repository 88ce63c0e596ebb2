extension Parser {
  /// A primary with the selects, indexes and calls after it.
  mutating func member() throws(CELError) -> Expression {
    var operand = try primary()
    while true {
      let place = token.range.lowerBound
      if try take(".") {
        operand = try selection(of: operand, place: place)
      } else if try take("[") {
        let isOptional = try take("?")
        let key = try expression()
        try expect("]")
        operand = try make(
          .index(operand, key, isOptional: isOptional),
          from: operand.range.lowerBound,
          place: place
        )
      } else if isSymbol("{"), isQualifiedName(operand) {
        throw CELError(.check, "messages can't be built here; write a map", at: token.range)
      } else {
        return operand
      }
    }
  }

  private func isQualifiedName(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .identifier: true
    case .select(let operand, _, false): isQualifiedName(operand)
    default: false
    }
  }

  private mutating func selection(
    of operand: Expression,
    place: Int
  ) throws(CELError) -> Expression {
    let start = operand.range.lowerBound
    let isOptional = try take("?")
    guard token.kind == .identifier else { throw unexpected(instead: "the name of a field") }
    let name = lexer.text(token.range)
    try advance()
    if !isOptional, isSymbol("(") {
      let place = token.range.lowerBound
      let arguments = try arguments()
      return try call(target: operand, name, arguments, from: start, place: place)
    }
    return try make(
      .select(operand, field: name, isOptional: isOptional),
      from: start,
      place: place
    )
  }

  private mutating func arguments() throws(CELError) -> [Expression] {
    try expect("(")
    var arguments: [Expression] = []
    if try take(")") { return arguments }
    repeat { arguments.append(try expression()) } while try take(",")
    try expect(")")
    return arguments
  }

  private mutating func primary() throws(CELError) -> Expression {
    let start = token.range.lowerBound
    switch token.kind {
    case .identifier: return try name(from: start, isAbsolute: false)
    case .keyword: return try keyword()
    case .int, .uint, .double, .string, .bytes: return try literal()
    case .symbol: break
    case .end: throw unexpected()
    }
    if try take(".") {
      guard token.kind == .identifier else { throw unexpected(instead: "a name") }
      return try name(from: start, isAbsolute: true)
    }
    if try take("(") {
      let inner = try expression()
      try expect(")")
      return inner
    }
    if isSymbol("-") { return try literal() }
    if try take("[") { return try list(from: start) }
    if try take("{") { return try map(from: start) }
    throw unexpected()
  }

  private mutating func name(from start: Int, isAbsolute: Bool) throws(CELError) -> Expression {
    let name = lexer.text(token.range)
    if Words.reserved.contains(name) {
      throw CELError(.parse, "\"\(name)\" is a reserved word", at: token.range)
    }
    try advance()
    guard isSymbol("(") else {
      return try make(.identifier(name, isAbsolute: isAbsolute), from: start)
    }
    let place = token.range.lowerBound
    let arguments = try arguments()
    return try call(target: nil, name, arguments, from: start, place: place)
  }

  private mutating func list(from start: Int) throws(CELError) -> Expression {
    var items: [Expression.Item] = []
    while !isSymbol("]") {
      // A single comma may follow the last element, or stand alone.
      if items.isEmpty, try take(",") { break }
      let isOptional = try take("?")
      items.append(Expression.Item(value: try expression(), isOptional: isOptional))
      if try !take(",") { break }
    }
    try expect("]")
    return try make(.list(items), from: start)
  }

  private mutating func map(from start: Int) throws(CELError) -> Expression {
    var entries: [Expression.Entry] = []
    while !isSymbol("}") {
      if entries.isEmpty, try take(",") { break }
      let isOptional = try take("?")
      let key = try expression()
      try expect(":")
      let value = try expression()
      entries.append(Expression.Entry(key: key, value: value, isOptional: isOptional))
      if try !take(",") { break }
    }
    try expect("}")
    return try make(.map(entries), from: start)
  }
}
