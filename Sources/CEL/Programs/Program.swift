/// A compiled expression, usable from many threads at once.
package struct Program: Sendable {
  package let resultType: CELType
  /// The slots of the environment's variables that it uses.
  package let usedSlots: Set<Int>
  /// The names of these variables, in the environment's order.
  package let usedVariables: [String]
  private let root: Node
  private let slotCount: Int

  fileprivate init(
    _ expression: Expression,
    _ environment: Environment,
    _ wanted: CELType?
  ) throws(CELError) {
    let checked = try Checker.check(expression, in: environment, expecting: wanted)
    var compiler = Compiler(checked: checked)
    root = try compiler.compile(expression)
    slotCount = compiler.slotCount
    let slots = compiler.usedSlots
    usedSlots = slots
    usedVariables = environment.variables.filter { slots.contains($0.slot) }.map(\.name)
    resultType = checked.types[expression.id]
  }

  /// Evaluates the expression.
  ///
  /// - Parameters:
  ///   - activation: What the variables hold.
  ///   - run: Carries the cost so far; it may be in use by a program that asked for a variable.
  /// - Returns: The value; it may hold slices of documents that the activation gave.
  /// - Throws: Errors of the kinds `evaluation` and `limit`.
  package func evaluate(
    _ activation: borrowing some Activation,
    _ run: Run
  ) throws(CELError) -> Value {
    let (outerActivation, outerBase) = (run.activation, run.base)
    run.activation = copy activation
    run.base = run.slots.count
    for _ in 0..<slotCount { run.slots.append(.null) }
    defer {
      run.slots.removeLast(slotCount)
      run.base = outerBase
      run.activation = outerActivation
    }
    return try root.evaluate(run)
  }
}

extension Environment {
  /// Checks an expression and compiles it.
  ///
  /// - Parameters:
  ///   - expression: From `Expression.parse`.
  ///   - wanted: The type that the result must have.
  /// - Returns: The program.
  /// - Throws: Errors of the kinds `check` and `program`.
  package func compile(
    _ expression: Expression,
    expecting wanted: CELType? = nil
  ) throws(CELError) -> Program {
    try Program(expression, self, wanted)
  }

  /// Parses, checks and compiles a text.
  package func compile(
    _ text: String,
    expecting wanted: CELType? = nil
  ) throws(CELError) -> Program {
    try compile(try Expression.parse(text), expecting: wanted)
  }
}
