/// What the checker finds of an expression.
struct Checked {
  /// By the id of the expression.
  var types: [CELType]
  /// The functions that fit a call, by the id of the expression.
  var overloads: [Int: [Overload]] = [:]
  /// Selects and names that are variables of the environment as a whole.
  var variables: [Int: Environment.Variable] = [:]
  /// Names and selects that are types.
  var typeNames: [Int: CELType] = [:]
}

/// Finds the type of each part of an expression.
///
/// Source: cel-go, checker/checker.go, with homogeneous literals as Kubernetes has them.
struct Checker {
  let environment: Environment
  var unifier = TypeUnifier()
  var checked: Checked
  /// Variables of the loops around, the innermost last.
  var scope: [(name: String, type: CELType)] = []

  static func check(
    _ expression: Expression,
    in environment: Environment,
    expecting wanted: CELType?
  ) throws(CELError) -> Checked {
    var checker = Checker(environment: environment, root: expression)
    let type = try checker.check(expression)
    if let wanted, checker.unifier.resolved(type, isFinal: true) != wanted {
      throw CELError(
        .check,
        "the expression is of type \(checker.shown(type)), but \(wanted) is wanted"
          + (checker.unifier.resolved(type, isFinal: true).isDyn && wanted == .bool
            ? "; compare it, as in x == true" : "")
          + (wanted == .bool && type == .string ? "; compare it, as in x == 'a'" : "")
          + (wanted == .string ? "; string(x) makes text of numbers, join(', ') of lists" : ""),
        at: expression.range
      )
    }
    checker.finish()
    try LiteralValidator(checked: checker.checked).validate(expression)
    return checker.checked
  }

  private init(environment: Environment, root: Expression) {
    self.environment = environment
    checked = Checked(types: Array(repeating: .dyn, count: root.id + 1))
  }

  private mutating func finish() {
    for index in checked.types.indices {
      checked.types[index] = unifier.resolved(checked.types[index], isFinal: true)
    }
  }

  mutating func check(_ expression: Expression) throws(CELError) -> CELType {
    let type = try findType(expression)
    // Loops over loops can double a type with every step.
    if unifier.isLarge(type) {
      throw CELError(.check, "the type of this is too complicated", at: expression.faultRange)
    }
    checked.types[expression.id] = type
    return type
  }

  private mutating func findType(_ expression: Expression) throws(CELError) -> CELType {
    switch expression.kind {
    case .literal(let value): return value.literalType
    case .identifier(let name, let isAbsolute):
      return try identifier(name, isAbsolute: isAbsolute, expression)
    case .select(let operand, let field, let isOptional):
      if !isOptional, let type = qualifiedName(expression) { return type }
      let type = try select(operand, field, expression, isOptional: isOptional)
      guard isOptional else { return type }
      if case .optional = type { return type }
      return .optional(type)
    case .has(let operand, let field):
      _ = try select(operand, field, expression, isOptional: false)
      return .bool
    case .index(let operand, let key, let isOptional):
      let types = [try check(operand), try check(key)]
      return try resolve(isOptional ? "_[?_]" : "_[_]", types, expression)
    case .call(let target, let name, let arguments):
      return try call(target, name, arguments, expression)
    case .operation(let operation, let operands):
      return try resolve(operation.rawValue, try check(operands), expression)
    case .logic(let isAnd, let operands):
      for operand in operands {
        let types: [CELType] = [.bool, try check(operand)]
        _ = try resolve(isAnd ? "_&&_" : "_||_", types, expression, isKept: false)
      }
      return .bool
    case .conditional(let condition, let then, let otherwise):
      return try resolve("_?_:_", try check([condition, then, otherwise]), expression)
    case .list(let items): return try list(items)
    case .map(let entries): return try map(entries)
    case .loop(let loop): return try self.loop(loop, expression)
    }
  }

  mutating func check(_ expressions: [Expression]) throws(CELError) -> [CELType] {
    var types: [CELType] = []
    for expression in expressions { types.append(try check(expression)) }
    return types
  }

  /// A type as messages show it.
  func shown(_ type: CELType) -> String { unifier.resolved(type, isFinal: true).description }
}

extension Checker {
  private mutating func identifier(
    _ name: String,
    isAbsolute: Bool,
    _ expression: Expression
  ) throws(CELError) -> CELType {
    if !isAbsolute, let local = scope.last(where: { $0.name == name }) { return local.type }
    if let type = global(name, expression) { return type }
    throw CELError(
      .check,
      "undeclared name \"\(name)\"" + suggestion(for: name),
      at: expression.faultRange
    )
  }

  private mutating func global(_ name: String, _ expression: Expression) -> CELType? {
    if let variable = environment.variable(name) {
      checked.variables[expression.id] = variable
      return variable.type
    }
    guard let type = Environment.types[name] else { return nil }
    checked.typeNames[expression.id] = type
    return .type(type)
  }

  /// The type of a variable whose name has dots, such as `google.protobuf.Timestamp`.
  private mutating func qualifiedName(_ expression: Expression) -> CELType? {
    guard let (name, first, isAbsolute) = Checker.dottedName(expression),
      isAbsolute || !scope.contains(where: { $0.name == first })
    else { return nil }
    return global(name, expression)
  }

  /// The names of a chain of selects, joined by dots, and the first of them.
  static func dottedName(
    _ expression: Expression
  ) -> (name: String, first: String, isAbsolute: Bool)? {
    var fields: [String] = []
    var node = expression
    while case .select(let operand, let field, isOptional: false) = node.kind {
      fields.append(field)
      node = operand
    }
    guard case .identifier(let first, let isAbsolute) = node.kind else { return nil }
    return (([first] + fields.reversed()).joined(separator: "."), first, isAbsolute)
  }

  private mutating func select(
    _ operand: Expression,
    _ field: String,
    _ expression: Expression,
    isOptional: Bool
  ) throws(CELError) -> CELType {
    if case .identifier(let owner, _) = operand.kind, isNamespace(owner) {
      let names = environment.variables.map(\.name)
      throw CELError(
        .check,
        "undeclared name \"\(owner).\(field)\""
          + Spelling.suggestion(for: "\(owner).\(field)", among: names),
        at: expression.faultRange
      )
    }
    let found = try check(operand)
    let type = unifier.resolved(found)
    var inner = type
    var wraps = false
    if case .optional(let value) = type { (inner, wraps) = (unifier.resolved(value), true) }
    let result = try fieldType(field, of: inner, expression)
    return wraps ? .optional(result) : result
  }

  private mutating func fieldType(
    _ field: String,
    of type: CELType,
    _ expression: Expression
  ) throws(CELError) -> CELType {
    switch type {
    case .map(_, let value): return value
    case .object(let object):
      if let known = object.fields[field] { return known.type }
      throw CELError(
        .check,
        "undefined field \"\(field)\""
          + Spelling.suggestion(
            for: field,
            among: object.fields.keys,
            below: object.fields.map { ($0.key, $0.value.type) }
          ),
        at: expression.faultRange
      )
    case .variable:
      _ = unifier.isAssignable(.dyn, to: type)
      return .dyn
    case .dyn: return .dyn
    default:
      throw CELError(
        .check,
        "a value of type \(shown(type)) has no fields",
        at: expression.faultRange
      )
    }
  }

  /// Whether a name is only the start of names of variables, such as `variables`.
  private func isNamespace(_ name: String) -> Bool {
    environment.variable(name) == nil && !scope.contains { $0.name == name }
      && environment.variables.contains { $0.name.hasPrefix(name + ".") }
  }

  func suggestion(for name: String) -> String {
    let known = Spelling.suggestion(
      for: name,
      among: scope.map(\.name) + environment.variables.map(\.name),
      below: environment.variables.map { ($0.name, $0.type) }
    )
    return known.isEmpty ? "; if it is meant as text, write '\(name)'" : known
  }
}

extension Value {
  /// The type of a literal.
  fileprivate var literalType: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    default: .dyn
    }
  }
}
