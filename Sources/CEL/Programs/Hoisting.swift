/// Takes parts out of expressions that are the same for many evaluations, so that each is worked out
/// once.
///
/// A part is taken out if it uses variables or functions, and all of the variables are such that stay the
/// same. The expression then asks the activation for it, as for a variable.
package struct Hoisting {
  /// What was taken out; each part uses only those before it.
  package private(set) var parts: [Part] = []
  /// The slots of the variables that stay the same.
  package var constants: Set<Int>
  /// The slot of the first part.
  private let firstSlot: Int

  package struct Part: Sendable {
    /// What the activation is asked for.
    package let slot: Int
    package let program: Program
  }

  /// - Parameters:
  ///   - constants: The slots of the variables that stay the same.
  ///   - firstSlot: The slot of the first part; those after it are free, too.
  package init(constants: Set<Int>, firstSlot: Int) {
    self.constants = constants
    self.firstSlot = firstSlot
  }

  mutating func add(_ program: Program) -> Int {
    let slot = firstSlot + parts.count
    parts.append(Part(slot: slot, program: program))
    return slot
  }

  /// The expressions in a tree that may be taken out, by their ids: the largest of them.
  func parts(of expression: Expression, _ checked: Checked) -> Set<Int> {
    var finder = PartFinder(checked: checked, constants: constants)
    let whole = finder.look(at: expression)
    if finder.isWorthwhile(expression, whole) { finder.found.insert(expression.id) }
    return finder.found
  }
}

/// Looks for the largest parts of an expression that are the same for all evaluations.
private struct PartFinder {
  let checked: Checked
  let constants: Set<Int>
  var found: Set<Int> = []

  /// What the value of an expression depends on.
  struct Use {
    var isConstant = true
    /// Whether it asks for variables or calls functions: constants are worked out already.
    var isWork = false
    /// Variables of loops around it.
    var locals: Set<String> = []

    mutating func add(_ other: Use) {
      isConstant = isConstant && other.isConstant
      isWork = isWork || other.isWork
      locals.formUnion(other.locals)
    }
  }

  /// Whether to take out a whole expression: a variable alone is known already.
  func isWorthwhile(_ expression: Expression, _ use: Use) -> Bool {
    use.isConstant && use.isWork && use.locals.isEmpty
      && checked.variables[expression.id] == nil
  }

  /// Finds the parts below an expression, if it can't be taken out as a whole.
  mutating func look(at expression: Expression) -> Use {
    if let variable = checked.variables[expression.id] {
      return Use(isConstant: constants.contains(variable.slot), isWork: true)
    }
    if checked.typeNames[expression.id] != nil { return Use() }
    if case .identifier(let name, _) = expression.kind { return Use(locals: [name]) }
    var children: [(expression: Expression, use: Use)] = []
    // What is before the dot of sets.contains() is a part of the name.
    let isMember = checked.overloads[expression.id]?.first?.isMember ?? true
    let owner: Expression? =
      if case .call(let target?, _, _) = expression.kind, !isMember { target } else { nil }
    expression.kind.forEachChild { child in
      if child !== owner { children.append((child, look(at: child))) }
    }
    var whole = Use()
    if case .call = expression.kind { whole.isWork = true }
    for child in children { whole.add(child.use) }
    if case .loop(let loop) = expression.kind {
      // The operand is outside of the loop.
      let operand = children[0].use.locals
      let inner = children.dropFirst().reduce(into: Set<String>()) { $0.formUnion($1.use.locals) }
      whole.locals = operand.union(inner.subtracting(loop.variables))
    }
    if !isWorthwhile(expression, whole) {
      for child in children where isWorthwhile(child.expression, child.use) {
        found.insert(child.expression.id)
      }
    }
    return whole
  }
}
