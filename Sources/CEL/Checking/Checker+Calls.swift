extension Checker {
  mutating func call(
    _ target: Expression?,
    _ name: String,
    _ arguments: [Expression],
    _ expression: Expression
  ) throws(CELError) -> CELType {
    guard let target else {
      guard environment.hasFunction(name) else { throw undeclared(name, expression) }
      return try resolve(name, try check(arguments), expression)
    }
    // A function in a namespace looks like a method of a variable.
    if let (prefix, _, _) = Checker.dottedName(target),
      environment.hasFunction("\(prefix).\(name)")
    {
      return try resolve("\(prefix).\(name)", try check(arguments), expression)
    }
    let types = [try check(target)] + (try check(arguments))
    guard environment.hasFunction(name) else { throw undeclared(name, expression) }
    return try resolve(name, types, expression, isMember: true)
  }

  private func undeclared(_ name: String, _ expression: Expression) -> CELError {
    let names = environment.overloads.map(\.name).filter { $0.allSatisfy(\.isLetter) }
    return CELError(
      .check,
      "undeclared function \"\(name)\"" + Spelling.suggestion(for: name, among: names),
      at: expression.faultRange
    )
  }

  /// The result of the overloads that fit; `dyn` where they differ in it.
  ///
  /// Source: cel-go, `resolveOverload` in checker/checker.go.
  mutating func resolve(
    _ name: String,
    _ types: [CELType],
    _ expression: Expression,
    isMember: Bool = false,
    isKept: Bool = true
  ) throws(CELError) -> CELType {
    var result: CELType?
    var fitting: [Overload] = []
    for overload in environment.overloads(name)
    where overload.isMember == isMember && overload.arguments.count == types.count {
      let (arguments, declared) = instantiate(overload)
      guard unifier.areAssignable(types, to: arguments) else { continue }
      fitting.append(overload)
      let found = unifier.resolved(declared)
      if result == nil {
        result = found
      } else if let earlier = result, !earlier.isDyn, earlier != found {
        result = .dyn
      }
    }
    guard let result else { throw noOverload(name, types, expression, isMember: isMember) }
    if isKept { checked.overloads[expression.id] = fitting }
    return result
  }

  private mutating func instantiate(
    _ overload: Overload
  ) -> (
    arguments: [CELType], result: CELType
  ) {
    guard !overload.parameters.isEmpty else { return (overload.arguments, overload.result) }
    var parameters: [String: CELType] = [:]
    for name in overload.parameters { parameters[name] = unifier.makeVariable() }
    return (
      overload.arguments.map { $0.replacing(parameters) }, overload.result.replacing(parameters)
    )
  }

  private func noOverload(
    _ name: String,
    _ types: [CELType],
    _ expression: Expression,
    isMember: Bool
  ) -> CELError {
    let texts = types.map(shown)
    let operation = Operator(rawValue: name)
    let message =
      if let operation, texts.count == 2 {
        "\(texts[0]) \(operation.symbol) \(texts[1]) is not possible"
      } else if isMember {
        "\(name)() can't be called as \(texts[0]).\(name)(\(texts.dropFirst().joined(separator: ", ")))"
      } else {
        "\(name.filter { $0 != "_" }) can't be used with (\(texts.joined(separator: ", ")))"
      }
    return CELError(.check, message, at: expression.faultRange)
  }
}
