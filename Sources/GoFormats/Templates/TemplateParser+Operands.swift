extension TemplateParser {
  /// What an operand begins with.
  enum Term {
    /// It can be neither called nor asked for a field.
    case constant
    case field
    case variable(isDollar: Bool)
    case function
    case parenthesized

    var isExecutable: Bool {
      if case .constant = self { return false }
      return true
    }
  }

  /// A term and the fields after it; `nil` if what follows is not a term.
  mutating func operand() throws(FormatError) -> Term? {
    let first = peek()
    guard let term = try self.term() else { return nil }
    var names: [ArraySlice<UInt8>] = []
    if case .field = term { names.append(bytes(of: first).dropFirst()) }
    while case let token = peek(), token.kind == .field {
      if case .constant = term {
        let reason = "unexpected . after term \(excerpt(text(of: first)))"
        throw FormatError(reason, at: token.range.lowerBound)
      }
      names.append(bytes(of: token).dropFirst())
      _ = next()
    }
    record(names, after: term, at: first.range.lowerBound)
    return term
  }

  private mutating func record(_ names: [ArraySlice<UInt8>], after term: Term, at offset: Int) {
    let beginsAtRoot =
      switch term {
      case .field: scope.isMain && scope.dotChanges == 0
      case .variable(let isDollar): isDollar && scope.dollarIsRoot
      default: false
      }
    guard beginsAtRoot, !names.isEmpty else { return }
    let path = GoTemplate.FieldPath(
      components: names.map { String(decoding: $0, as: UTF8.self) },
      offset: offset,
      isConditional: scope.openConditions > 0
    )
    fieldPaths.append(path)
  }

  private mutating func term() throws(FormatError) -> Term? {
    let token = nextNonSpace()
    let offset = token.range.lowerBound
    switch token.kind {
    case .identifier:
      guard functions.contains(Array(bytes(of: token))) else {
        throw FormatError("function \(excerpt(text(of: token))) not defined", at: offset)
      }
      return .function
    case .variable:
      guard isDeclared(bytes(of: token)) else {
        throw FormatError("undefined variable \(excerpt(text(of: token)))", at: offset)
      }
      return .variable(isDollar: token.range.count == 1)
    case .leftParenthesis:
      try enter(at: offset)
      try pipeline(in: "parenthesized pipeline", until: .rightParenthesis)
      nesting -= 1
      return .parenthesized
    case .field: return .field
    case .dot, .nilConstant, .bool: return .constant
    default: return try literal(token)
    }
  }

  private mutating func literal(_ token: TemplateToken) throws(FormatError) -> Term? {
    let bytes = bytes(of: token)
    let what: String
    switch token.kind {
    case .number where GoNumber.isNumber(bytes): return .constant
    case .complexNumber where GoNumber.isComplex(bytes): return .constant
    case .characterConstant where GoQuoted.isCharacter(bytes): return .constant
    case .number, .complexNumber: what = "illegal number syntax"
    case .characterConstant: what = "malformed character constant"
    case .string, .rawString:
      _ = try string(token)
      return .constant
    default:
      giveBack(token)
      return nil
    }
    throw FormatError("\(what) \(excerpt(text(of: token)))", at: token.range.lowerBound)
  }
}
