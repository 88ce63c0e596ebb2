extension Parser {
  /// A call, or the macro that it means.
  ///
  /// Source: cel-go, parser/macro.go, ext/comprehensions.go and ext/lists.go. What has another
  /// number of arguments is an ordinary call.
  mutating func call(
    target: Expression?,
    _ name: String,
    _ arguments: [Expression],
    from start: Int,
    place: Int
  ) throws(CELError) -> Expression {
    if let target {
      if let loop = try loop(target, name, arguments) {
        return try make(.loop(loop), from: start, place: place)
      }
    } else if name == "has", arguments.count == 1 {
      guard case .select(let operand, let field, isOptional: false) = arguments[0].kind else {
        throw CELError(
          .parse,
          "has() takes a field, such as has(job.cluster)",
          at: arguments[0].faultRange
        )
      }
      return try make(.has(operand, field: field), from: start, place: place)
    }
    return try make(
      .call(target: target, function: name, arguments: arguments),
      from: start,
      place: place
    )
  }

  private func loop(
    _ operand: Expression,
    _ name: String,
    _ arguments: [Expression]
  ) throws(CELError) -> Loop? {
    let count = arguments.count
    switch (name, count) {
    case ("all", 2), ("exists", 2), ("exists_one", 2), ("filter", 2), ("all", 3), ("exists", 3),
      ("exists_one", 3):
      return try loop(name, operand, arguments, variables: count - 1, hasBody: false)
    case ("existsOne", 3):
      return try loop("exists_one", operand, arguments, variables: 2, hasBody: false)
    case ("map", 2), ("map", 3), ("sortBy", 2), ("optMap", 2), ("optFlatMap", 2):
      return try loop(name, operand, arguments, variables: 1, hasBody: true)
    case ("transformList", 3...4), ("transformMap", 3...4), ("transformMapEntry", 3...4):
      return try loop(name, operand, arguments, variables: 2, hasBody: true)
    default: return nil
    }
  }

  /// The arguments are the variables, then a condition if there is room for one, then the body.
  private func loop(
    _ name: String,
    _ operand: Expression,
    _ arguments: [Expression],
    variables count: Int,
    hasBody: Bool
  ) throws(CELError) -> Loop? {
    guard let kind = Loop.Kind(rawValue: name) else { return nil }
    var variables: [String] = []
    for argument in arguments.prefix(count) {
      let variable = try variable(argument)
      if variables.contains(variable) {
        throw CELError(
          .parse,
          "the two variables of \(name)() have the same name \"\(variable)\"",
          at: argument.range
        )
      }
      variables.append(variable)
    }
    let rest = arguments.dropFirst(count)
    return Loop(
      kind: kind,
      operand: operand,
      variables: variables,
      condition: hasBody && rest.count == 1 ? nil : rest.first,
      body: hasBody ? rest.last : nil
    )
  }

  private func variable(_ argument: Expression) throws(CELError) -> String {
    guard case .identifier(let name, isAbsolute: false) = argument.kind else {
      throw CELError(
        .parse,
        "the variable of a macro must be a simple name",
        at: argument.faultRange
      )
    }
    guard !Words.accumulators.contains(name) else {
      throw CELError(.parse, "the name \"\(name)\" is taken", at: argument.range)
    }
    return name
  }
}

extension Expression {
  /// Reads an expression, and expands its macros.
  ///
  /// - Throws: Errors of the kind `parse`; a text of more than 100,000 code points is refused at
  ///   once, and so is what nests deeper than 250 levels.
  package static func parse(_ text: String) throws(CELError) -> Expression {
    var parser = try Parser(text)
    return try parser.parse()
  }
}
