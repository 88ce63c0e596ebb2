/// Finds the types that declarations leave open, while an expression is checked.
///
/// Source: cel-go, checker/types.go.
struct TypeUnifier {
  /// By the number of the variable.
  private var bindings: [CELType?] = []
  /// What was bound, in order, with what was there before: so that a failed attempt can be undone.
  private var trail: [(variable: Int, old: CELType?)] = []

  mutating func makeVariable() -> CELType {
    bindings.append(nil)
    return .variable(bindings.count - 1)
  }

  /// Whether values of one type may stand where another is wanted; binds variables only if so.
  mutating func isAssignable(_ type: CELType, to wanted: CELType) -> Bool {
    areAssignable([type], to: [wanted])
  }

  mutating func areAssignable(_ types: [CELType], to wanted: [CELType]) -> Bool {
    guard types.count == wanted.count else { return false }
    let start = trail.count
    for (type, other) in zip(types, wanted) where !assign(type, other, depth: 0) {
      while trail.count > start, let (variable, old) = trail.popLast() { bindings[variable] = old }
      return false
    }
    return true
  }

  private mutating func assign(_ left: CELType, _ right: CELType, depth: Int) -> Bool {
    // Types nest no deeper than expressions, except through variables.
    guard depth < 1_000 else { return false }
    if case .variable(let variable) = right {
      let wasBound = bindings[variable] != nil
      if bind(variable, to: left, depth: depth) { return true }
      if wasBound { return false }
    }
    if case .variable(let variable) = left { return bind(variable, to: right, depth: depth) }
    switch (left, right) {
    case (.dyn, _), (_, .dyn): return true
    case (.null, _): return right.takesNull
    case (_, .null): return left.takesNull
    case (.list(let element), .list(let other)): return assign(element, other, depth: depth + 1)
    case (.optional(let value), .optional(let other)):
      return assign(value, other, depth: depth + 1)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return assign(key, otherKey, depth: depth + 1) && assign(value, otherValue, depth: depth + 1)
    case (.type, .type): return true
    default: return left == right
    }
  }

  private mutating func bind(_ variable: Int, to type: CELType, depth: Int) -> Bool {
    if type == .variable(variable) { return true }
    guard let bound = bindings[variable] else {
      guard !mentions(variable, in: type, depth: depth) else { return false }
      set(variable, type)
      return true
    }
    if type == bound { return true }
    guard assign(type, bound, depth: depth + 1) else { return false }
    let general = TypeUnifier.mostGeneral(type, bound)
    if !mentions(variable, in: general, depth: depth) { set(variable, general) }
    return true
  }

  private mutating func set(_ variable: Int, _ type: CELType) {
    trail.append((variable, bindings[variable]))
    bindings[variable] = type
  }

  private func mentions(_ variable: Int, in type: CELType, depth: Int) -> Bool {
    guard depth < 1_000 else { return true }
    switch type {
    case .variable(let other):
      if other == variable { return true }
      return bindings[other].map { mentions(variable, in: $0, depth: depth + 1) } ?? false
    case .list(let inner), .optional(let inner), .type(let inner?):
      return mentions(variable, in: inner, depth: depth + 1)
    case .map(let key, let value):
      return mentions(variable, in: key, depth: depth + 1)
        || mentions(variable, in: value, depth: depth + 1)
    default: return false
    }
  }

  /// Whether the type has more parts than any sensible one.
  func isLarge(_ type: CELType) -> Bool {
    var budget = 600
    spend(&budget, on: type)
    return budget <= 0
  }

  private func spend(_ budget: inout Int, on type: CELType) {
    budget -= 1
    guard budget > 0 else { return }
    switch type {
    case .variable(let variable):
      if let bound = bindings[variable] { spend(&budget, on: bound) }
    case .list(let inner), .optional(let inner), .type(let inner?): spend(&budget, on: inner)
    case .map(let key, let value):
      spend(&budget, on: key)
      spend(&budget, on: value)
    default: break
    }
  }

  static func mostGeneral(_ left: CELType, _ right: CELType) -> CELType {
    isAsGeneral(left, as: right) ? left : right
  }

  private static func isAsGeneral(_ left: CELType, as right: CELType) -> Bool {
    switch (left, right) {
    case (.dyn, _), (.variable, _), (.parameter, _): true
    case (_, .dyn), (_, .variable), (_, .parameter): false
    case (.list(let element), .list(let other)): isAsGeneral(element, as: other)
    case (.optional(let value), .optional(let other)): isAsGeneral(value, as: other)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      isAsGeneral(key, as: otherKey) && isAsGeneral(value, as: otherValue)
    case (.type, .type): true
    default: left == right
    }
  }

  /// The type with what is known of its variables.
  ///
  /// `isFinal`: Whether variables without a type become `dyn`.
  func resolved(_ type: CELType, isFinal: Bool = false, depth: Int = 0) -> CELType {
    guard depth < 1_000 else { return .dyn }
    switch type {
    case .variable(let variable):
      guard let bound = bindings[variable] else { return isFinal ? .dyn : type }
      return resolved(bound, isFinal: isFinal, depth: depth + 1)
    case .list(let inner): return .list(resolved(inner, isFinal: isFinal, depth: depth + 1))
    case .optional(let inner): return .optional(resolved(inner, isFinal: isFinal, depth: depth + 1))
    case .type(let inner?): return .type(resolved(inner, isFinal: isFinal, depth: depth + 1))
    case .map(let key, let value):
      return .map(
        resolved(key, isFinal: isFinal, depth: depth + 1),
        resolved(value, isFinal: isFinal, depth: depth + 1)
      )
    default: return type
    }
  }
}

extension CELType {
  /// Whether `== null` and the like is allowed.
  fileprivate var takesNull: Bool {
    switch self {
    case .null, .dyn, .timestamp, .duration, .opaque, .object, .optional: true
    default: false
    }
  }

  /// The type with each open part replaced.
  func replacing(_ parameters: [String: CELType]) -> CELType {
    switch self {
    case .parameter(let name): parameters[name] ?? self
    case .list(let inner): .list(inner.replacing(parameters))
    case .optional(let inner): .optional(inner.replacing(parameters))
    case .type(let inner?): .type(inner.replacing(parameters))
    case .map(let key, let value): .map(key.replacing(parameters), value.replacing(parameters))
    default: self
    }
  }

  /// Adds the names of the parts left open.
  func collectParameters(into names: inout Set<String>) {
    switch self {
    case .parameter(let name): names.insert(name)
    case .list(let inner), .optional(let inner), .type(let inner?):
      inner.collectParameters(into: &names)
    case .map(let key, let value):
      key.collectParameters(into: &names)
      value.collectParameters(into: &names)
    default: break
    }
  }
}
