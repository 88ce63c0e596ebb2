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
    let type = try check(target)
    guard environment.hasFunction(name) else { throw undeclared(name, expression) }
    let types = [type] + (try check(arguments))
    return try resolve(name, types, expression, isMember: true)
  }

  func undeclared(_ name: String, _ expression: Expression) -> CELError {
    let macros = Macro.all.filter { macro in
      macro.name != Macro.groupedBy.name || environment.hasFunction(macro.name)
    }
    let forms = macros.filter { $0.name == name }.map(\.form)
    if !forms.isEmpty {
      return CELError(
        .check,
        "\(name)() can't be called so; it is called as \(CallText.joined(forms))",
        at: expression.faultRange
      )
    }
    let names =
      environment.overloads.map(\.name).filter { $0.allSatisfy(\.isLetter) } + macros.map(\.name)
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
      if operation == .isIn, texts[1] == "string" {
        "\(texts[0]) in string is not possible; text.contains(part) looks into text"
      } else if let operation, texts.count == 2 {
        "\(texts[0]) \(operation.symbol) \(texts[1]) is not possible"
      } else if name == "_[_]", texts[0].hasPrefix("list") {
        "\(texts[0])[\(texts[1])] is not possible; a list takes an index from 0, and filter() finds elements"
      } else if isMember {
        "\(name)() can't be called as \(texts[0]).\(name)(\(texts.dropFirst().joined(separator: ", ")))"
      } else {
        "\(name.filter { $0 != "_" }) can't be used with (\(texts.joined(separator: ", ")))"
      }
    return CELError(.check, message + forms(of: name), at: expression.faultRange)
  }

  /// How a function is called, if there are few ways.
  private func forms(of name: String) -> String {
    let overloads = environment.overloads(name)
    guard name.allSatisfy({ $0.isLetter || $0 == "." }), (1...3).contains(overloads.count) else {
      return ""
    }
    return "; it is called as \(CallText.joined(overloads.map(\.form)))"
  }
}
