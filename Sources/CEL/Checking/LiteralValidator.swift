internal import GoFormats

/// Looks at literals that can be judged before anything is evaluated.
///
/// Sources: cel-go, cel/validator.go and `stringFormatValidator` in ext/formatting.go, as Kubernetes
/// enables them in cel/environment/base.go.
struct LiteralValidator {
  let checked: Checked

  func validate(_ expression: Expression) throws(CELError) {
    try validate(expression, mayMix: false)
  }

  /// `mayMix`: Whether elements may be of different types, as in the list that `format` takes.
  private func validate(_ expression: Expression, mayMix: Bool) throws(CELError) {
    var mayMix = mayMix
    switch expression.kind {
    case .list(let items) where !mayMix: try validate(items)
    case .map(let entries) where !mayMix: try validate(entries)
    case .call(let target, let name, let arguments):
      try validate(target, name, arguments)
      if name == "format" { mayMix = true }
    default: break
    }
    var children: [Expression] = []
    expression.kind.forEachChild { children.append($0) }
    for child in children { try validate(child, mayMix: mayMix) }
  }

  private func type(_ expression: Expression, isOptional: Bool) -> CELType {
    let type = checked.types[expression.id]
    if isOptional, case .optional(let inner) = type { return inner }
    return type
  }

  private func validate(_ items: [Expression.Item]) throws(CELError) {
    guard let first = items.first else { return }
    let wanted = type(first.value, isOptional: first.isOptional)
    for item in items {
      try expect(wanted, type(item.value, isOptional: item.isOptional), item.value)
    }
  }

  private func validate(_ entries: [Expression.Entry]) throws(CELError) {
    guard let first = entries.first else { return }
    let key = type(first.key, isOptional: false)
    let value = type(first.value, isOptional: first.isOptional)
    for entry in entries {
      try expect(key, type(entry.key, isOptional: false), entry.key)
      try expect(value, type(entry.value, isOptional: entry.isOptional), entry.value)
    }
  }

  private func expect(
    _ wanted: CELType,
    _ found: CELType,
    _ expression: Expression
  ) throws(CELError) {
    guard wanted != found else { return }
    throw CELError(
      .check,
      "expected type \(wanted), but this is of type \(found); put dyn() around the values to mix them",
      at: expression.faultRange
    )
  }
}

extension LiteralValidator {
  private func validate(
    _ target: Expression?,
    _ name: String,
    _ arguments: [Expression]
  ) throws(CELError) {
    switch (name, arguments.count) {
    case ("duration", 1) where target == nil, ("timestamp", 1) where target == nil:
      try validateTime(name, arguments[0])
    case ("matches", 1) where target != nil: try validatePattern(arguments[0])
    case ("matches", 2) where target == nil: try validatePattern(arguments[1])
    case ("format", 1):
      guard let target, case .literal(.string(let text)) = target.kind else { return }
      try validateFormat(text.string, target, arguments[0])
    default: break
    }
  }

  private func validateTime(_ name: String, _ argument: Expression) throws(CELError) {
    guard case .literal(let value) = argument.kind else { return }
    do throws(CELError) {
      _ =
        try name == "duration"
        ? TimeConversion.duration(value, Run()) : TimeConversion.timestamp(value, Run())
    } catch {
      throw CELError(.check, "invalid \(name) argument: \(error.message)", at: argument.range)
    }
  }

  private func validatePattern(_ argument: Expression) throws(CELError) {
    guard case .literal(.string(let pattern)) = argument.kind else { return }
    do throws(CELError) {
      _ = try GoRegex.compiled(pattern, .check)
    } catch {
      throw CELError(.check, "invalid matches argument: \(error.message)", at: argument.range)
    }
  }

  private func validateFormat(
    _ text: String,
    _ target: Expression,
    _ argument: Expression
  ) throws(CELError) {
    let pieces: [FormatText.Piece]
    do throws(CELError) {
      pieces = try FormatText.pieces(text)
    } catch {
      throw CELError(.check, error.message, at: target.range)
    }
    guard case .list(let items) = argument.kind else { return }
    var count = 0
    for case .clause(let clause) in pieces {
      guard count < items.count else {
        throw CELError(.check, "index \(count) out of range", at: argument.range)
      }
      let item = items[count].value
      let type = checked.types[item.id]
      guard clause.takes(type) else {
        throw CELError(
          .check,
          "\"%\(clause.verb)\" can't be used for a value of type \(type)",
          at: item.faultRange
        )
      }
      count += 1
    }
    guard count == items.count else {
      throw CELError(
        .check,
        "too many arguments supplied to string.format (expected \(count), got \(items.count))",
        at: argument.range
      )
    }
  }
}
