extension Parser {
  mutating func keyword() throws(CELError) -> Expression {
    let start = token.range.lowerBound
    let value: Value
    switch lexer.text(token.range) {
    case "true": value = .bool(true)
    case "false": value = .bool(false)
    case "null": value = .null
    default: throw unexpected()
    }
    try advance()
    return try make(.literal(value), from: start)
  }

  /// A number with its sign, or a string.
  mutating func literal() throws(CELError) -> Expression {
    let start = token.range.lowerBound
    let isNegative = try take("-")
    let value: Value
    switch token.kind {
    case .int: value = try int(isNegative: isNegative)
    case .double: value = try double(isNegative: isNegative)
    case .uint where !isNegative: value = try uint()
    case .string where !isNegative: value = .string(StringValue(try lexer.contents(of: token)))
    case .bytes where !isNegative: value = .bytes(try lexer.contents(of: token))
    default: throw unexpected()
    }
    try advance()
    return try make(.literal(value), from: start)
  }

  private func int(isNegative: Bool) throws(CELError) -> Value {
    let text = lexer.text(token.range)
    let sign = isNegative ? "-" : ""
    let value =
      text.hasPrefix("0x") ? Int64(sign + text.dropFirst(2), radix: 16) : Int64(sign + text)
    guard let value else {
      throw CELError(.parse, "\(sign)\(text) does not fit an int of 64 bits", at: token.range)
    }
    return .int(value)
  }

  private func uint() throws(CELError) -> Value {
    let text = lexer.text(token.range).dropLast()
    let value = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    guard let value else {
      throw CELError(.parse, "\(text)u does not fit a uint of 64 bits", at: token.range)
    }
    return .uint(value)
  }

  private func double(isNegative: Bool) throws(CELError) -> Value {
    let text = lexer.text(token.range)
    guard let value = Double(text), value.isFinite else {
      throw CELError(.parse, "\(text) does not fit a double", at: token.range)
    }
    return .double(isNegative ? -value : value)
  }
}
