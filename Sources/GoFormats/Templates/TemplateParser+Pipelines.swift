extension TemplateParser {
  /// Declarations and commands up to `end`, which is passed.
  mutating func pipeline(
    in context: String,
    until end: TemplateToken.Kind
  ) throws(FormatError) {
    try declarations(in: context)
    var stage = 0
    while true {
      let token = nextNonSpace()
      if token.kind == end {
        if stage == 0 {
          throw FormatError("missing value for \(context)", at: token.range.lowerBound)
        }
        return
      }
      guard canBeginCommand(token.kind) else { throw unexpected(token, in: context) }
      giveBack(token)
      stage += 1
      guard try command().isExecutable || stage == 1 else {
        let reason = "non executable command in pipeline stage \(stage)"
        throw FormatError(reason, at: token.range.lowerBound)
      }
    }
  }

  /// One variable, or with `range` up to two, and `:=` or `=`.
  private mutating func declarations(in context: String) throws(FormatError) {
    var count = 0
    while case let variable = peekNonSpace(), variable.kind == .variable {
      _ = next()
      // Space ends a name, so it must come back if the variable turns out to be an operand.
      let after = next()
      let follower = after.kind == .space ? nextNonSpace() : after
      switch follower.kind {
      case .assign, .declare: return declare(variable)
      case .character where text(of: follower) == ",":
        declare(variable)
        count += 1
        try expectAnotherVariable(after: count, in: context, at: variable.range.lowerBound)
      default:
        giveBack(follower)
        if after.kind == .space { giveBack(after) }
        return giveBack(variable)
      }
    }
  }

  private mutating func expectAnotherVariable(
    after count: Int,
    in context: String,
    at offset: Int
  ) throws(FormatError) {
    guard context == "range", count < 2 else {
      throw FormatError("too many declarations in \(context)", at: offset)
    }
    switch peekNonSpace().kind {
    case .variable, .rightDelimiter, .rightParenthesis: return
    default: throw FormatError("range can only initialize variables", at: offset)
    }
  }

  private func canBeginCommand(_ kind: TemplateToken.Kind) -> Bool {
    switch kind {
    case .bool, .characterConstant, .complexNumber, .dot, .field, .identifier, .number,
      .nilConstant, .rawString, .string, .variable, .leftParenthesis:
      true
    default: false
    }
  }

  /// Operands up to the pipe, which is passed, or to what ends the pipeline.
  ///
  /// - Returns: What the first operand begins with; fields after it do not change that.
  private mutating func command() throws(FormatError) -> Term {
    let first = peekNonSpace()
    let mayStopEarly = first.kind == .identifier && ["and", "or"].contains(text(of: first))
    let conditions = scope.openConditions
    defer { scope.openConditions = conditions }
    var firstTerm: Term?
    for index in 0... {
      if mayStopEarly, index == 2 { scope.openConditions += 1 }
      _ = peekNonSpace()
      let term = try operand()
      firstTerm = firstTerm ?? term
      let token = next()
      switch token.kind {
      case .space: continue
      case .rightDelimiter, .rightParenthesis: giveBack(token)
      case .pipe: break
      default: throw unexpected(token, in: "operand")
      }
      break
    }
    guard let firstTerm else { throw FormatError("empty command", at: first.range.lowerBound) }
    return firstTerm
  }
}
