extension TemplateParser {
  /// An `if`, `range` or `with`, from behind the keyword to its `end`.
  mutating func control(_ keyword: TemplateKeyword, at offset: Int) throws(FormatError) {
    try enter(at: offset)
    let variableCount = scope.declared.count
    let conditions = scope.openConditions
    try branches(keyword)
    scope.openConditions = conditions
    forgetVariables(downTo: variableCount)
    nesting -= 1
  }

  /// A chain of `else if` or `else with` is one level, however long: Go nests it, but hostile text
  /// must not exhaust the stack.
  private mutating func branches(_ keyword: TemplateKeyword) throws(FormatError) {
    while true {
      try pipeline(in: keyword.rawValue, until: .rightDelimiter)
      scope.openConditions += 1
      if try mainBody(of: keyword) == .endMark { return }
      let token = peek()
      // After `range`, and where the words differ, the word stays and is no way to begin a body.
      guard keyword != .range, token.kind == .keyword(keyword) else { return try elseBody() }
      _ = next()
    }
  }

  private mutating func mainBody(of keyword: TemplateKeyword) throws(FormatError) -> Node {
    let changesDot = keyword != .if
    if keyword == .range { scope.openRanges += 1 }
    if changesDot { scope.dotChanges += 1 }
    let end = try itemList().end
    if keyword == .range { scope.openRanges -= 1 }
    if changesDot { scope.dotChanges -= 1 }
    return end
  }

  private mutating func elseBody() throws(FormatError) {
    let offset = peek().range.lowerBound
    guard try itemList().end == .endMark else {
      throw FormatError("expected end; found {{else}}", at: offset)
    }
  }
}

extension TemplateParser {
  mutating func declare(_ token: TemplateToken) {
    let name = Array(bytes(of: token))
    scope.variables[name, default: 0] += 1
    scope.declared.append(name)
    if name.count == 1 { scope.dollarIsRoot = false }
  }

  /// A name counts as declared until as many declarations are forgotten as were made.
  private mutating func forgetVariables(downTo count: Int) {
    while scope.declared.count > count, let name = scope.declared.popLast() {
      scope.variables[name, default: 1] -= 1
    }
  }

  func isDeclared(_ name: ArraySlice<UInt8>) -> Bool {
    scope.variables[Array(name), default: 0] > 0
  }
}
