extension Parser {
  /// A call, or the macro that it means.
  ///
  /// What has another number of arguments than the macro is an ordinary call.
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
    } else if name == Macro.has.name, arguments.count == Macro.has.argumentCount {
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
    guard let macro = Macro.of(name, argumentCount: arguments.count), let kind = macro.kind else {
      return nil
    }
    var variables: [String] = []
    for argument in arguments.prefix(macro.variables) {
      let variable = try variable(argument)
      if variables.contains(variable) {
        throw CELError(
          .parse,
          "the two variables of \(kind.rawValue)() have the same name \"\(variable)\"",
          at: argument.range
        )
      }
      variables.append(variable)
    }
    let rest = arguments.dropFirst(macro.variables)
    return Loop(
      kind: kind,
      operand: operand,
      variables: variables,
      condition: macro.hasCondition ? rest.first : nil,
      body: macro.hasBody ? rest.last : nil
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
