extension Checker {
  mutating func list(_ items: [Expression.Item]) throws(CELError) -> CELType {
    var element: CELType?
    for item in items {
      var type = try check(item.value)
      if item.isOptional { type = try unwrapped(type, item.value) }
      element = joined(element, type)
    }
    return .list(element ?? unifier.makeVariable())
  }

  mutating func map(_ entries: [Expression.Entry]) throws(CELError) -> CELType {
    var key: CELType?
    var value: CELType?
    for entry in entries {
      let keyType = try check(entry.key)
      key = joined(key, keyType)
      var type = try check(entry.value)
      if entry.isOptional { type = try unwrapped(type, entry.value) }
      value = joined(value, type)
    }
    return .map(key ?? unifier.makeVariable(), value ?? unifier.makeVariable())
  }

  private func unwrapped(_ type: CELType, _ expression: Expression) throws(CELError) -> CELType {
    switch unifier.resolved(type) {
    case .optional(let value): return value
    case .dyn: return .dyn
    case let other:
      throw CELError(
        .check,
        "\"?\" needs an optional, but this is of type \(shown(other))",
        at: expression.faultRange
      )
    }
  }

  private mutating func joined(_ previous: CELType?, _ type: CELType) -> CELType {
    guard let previous else { return type }
    // Literals that mix types are found later, since the list that `format` takes may.
    guard unifier.isAssignable(previous, to: type) else { return .dyn }
    return TypeUnifier.mostGeneral(previous, type)
  }
}

extension Checker {
  mutating func loop(_ loop: Loop, _ expression: Expression) throws(CELError) -> CELType {
    if loop.kind == .groupedBy, !environment.hasFunction(loop.kind.rawValue) {
      throw undeclared(loop.kind.rawValue, expression)
    }
    let operand = try check(loop.operand)
    let range = unifier.resolved(operand)
    let types = try variableTypes(loop, range, expression)
    for (name, type) in zip(loop.variables, types) { scope.append((name, type)) }
    defer { scope.removeLast(loop.variables.count) }
    if let condition = loop.condition { try expectBool(condition) }
    let body: CELType? = if let step = loop.body { try check(step) } else { nil }
    switch loop.kind {
    case .all, .exists, .existsOne: return .bool
    case .filter: return .list(types[0])
    case .map, .transformList: return .list(body ?? .dyn)
    case .transformMap: return .map(keyType(range), body ?? .dyn)
    case .transformMapEntry: return try entryType(body ?? .dyn, loop)
    case .sortBy: return try sorted(body ?? .dyn, range, loop)
    case .groupedBy: return try grouped(body ?? .dyn, range, loop)
    case .optMap: return .optional(body ?? .dyn)
    case .optFlatMap: return try flattened(body ?? .dyn, expression)
    }
  }

  private mutating func variableTypes(
    _ loop: Loop,
    _ range: CELType,
    _ expression: Expression
  ) throws(CELError) -> [CELType] {
    if loop.kind == .optMap || loop.kind == .optFlatMap { return [try optionalValue(range, loop)] }
    let isPair = loop.variables.count == 2
    switch range {
    case .list(let element): return isPair ? [.int, element] : [element]
    case .map(let key, let value): return isPair ? [key, value] : [key]
    case .dyn: return [.dyn, .dyn]
    case .variable:
      _ = unifier.isAssignable(.dyn, to: range)
      return [.dyn, .dyn]
    default:
      throw CELError(
        .check,
        "a value of type \(shown(range)) can't be visited; only lists and maps can",
        at: loop.operand.faultRange
      )
    }
  }

  private mutating func optionalValue(_ range: CELType, _ loop: Loop) throws(CELError) -> CELType {
    let value = unifier.makeVariable()
    guard unifier.isAssignable(range, to: .optional(value)) else {
      throw CELError(
        .check,
        "\(loop.kind.rawValue)() needs an optional, but this is of type \(shown(range))",
        at: loop.operand.faultRange
      )
    }
    let resolved = unifier.resolved(value)
    if case .variable = resolved { return .dyn }
    return resolved
  }

  private mutating func expectBool(_ expression: Expression) throws(CELError) {
    let type = try check(expression)
    guard unifier.isAssignable(type, to: .bool) else {
      throw CELError(
        .check,
        "expected type bool, but this is of type \(shown(type))",
        at: expression.faultRange
      )
    }
  }

  private func keyType(_ range: CELType) -> CELType {
    switch range {
    case .list: .int
    case .map(let key, _): key
    default: .dyn
    }
  }

  private mutating func entryType(_ body: CELType, _ loop: Loop) throws(CELError) -> CELType {
    let (key, value) = (unifier.makeVariable(), unifier.makeVariable())
    guard unifier.isAssignable(body, to: .map(key, value)) else {
      throw CELError(
        .check,
        "transformMapEntry() needs a map for each element, but this is of type \(shown(body))",
        at: loop.body?.faultRange
      )
    }
    return .map(key, value)
  }

  private mutating func sorted(
    _ key: CELType,
    _ range: CELType,
    _ loop: Loop
  ) throws(CELError) -> CELType {
    let type = unifier.resolved(key)
    switch type {
    case .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration, .dyn, .variable:
      break
    default:
      throw CELError(
        .check,
        "values of type \(shown(type)) have no order to sort by",
        at: loop.body?.faultRange
      )
    }
    if case .map(let key, _) = range { return .list(key) }
    return range.isDyn ? .list(.dyn) : range
  }

  private func grouped(
    _ key: CELType,
    _ range: CELType,
    _ loop: Loop
  ) throws(CELError) -> CELType {
    let type = unifier.resolved(key)
    switch type {
    case .string, .int, .uint, .bool, .dyn, .variable: break
    default:
      throw CELError(
        .check,
        "the key of a group is a string, an int or a bool, but this is of type \(shown(type))",
        at: loop.body?.range
      )
    }
    if case .map(let element, _) = range { return .map(type, .list(element)) }
    return .map(type, range.isDyn ? .list(.dyn) : range)
  }

  private mutating func flattened(
    _ body: CELType,
    _ expression: Expression
  ) throws(CELError) -> CELType {
    let value = unifier.makeVariable()
    guard unifier.isAssignable(body, to: .optional(value)) else {
      throw CELError(
        .check,
        "optFlatMap() needs an optional as its result, but this is of type \(shown(body))",
        at: expression.faultRange
      )
    }
    return .optional(value)
  }
}
