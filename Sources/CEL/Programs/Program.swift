/// A compiled expression, usable from many threads at once.
// A class, since it is handed around for each evaluation.
package final class Program: Sendable {
  package let resultType: CELType
  /// The slots of the environment's variables that it uses.
  package let usedSlots: Set<Int>
  /// The names of these variables, in the environment's order.
  package let usedVariables: [String]
  /// How many levels of the expression lie one in another.
  package let depth: Int
  /// How many levels the value may have more than the values that it is made of.
  package let growth: Int
  private let root: Node
  private let slotCount: Int
  private let textCount: Int

  fileprivate init(
    _ expression: Expression,
    _ environment: Environment,
    _ wanted: CELType?,
    _ hoisting: inout Hoisting?
  ) throws(CELError) {
    let checked = try Checker.check(expression, in: environment, expecting: wanted)
    var compiler = Compiler(checked: checked, of: expression, hoisting: hoisting)
    root = try compiler.compile(expression)
    hoisting = compiler.hoisting
    slotCount = compiler.slotCount
    textCount = compiler.textCount
    let slots = compiler.usedSlots
    usedSlots = slots
    usedVariables = environment.variables.filter { slots.contains($0.slot) }.map(\.name)
    depth = expression.height
    growth = expression.growth
    resultType = checked.types[expression.id]
  }

  /// A part of an expression that is checked already, and that uses no variable of a loop around it.
  init(part expression: Expression, _ checked: Checked) throws(CELError) {
    var compiler = Compiler(checked: checked, of: expression, hoisting: nil)
    root = try compiler.compile(expression)
    slotCount = compiler.slotCount
    textCount = compiler.textCount
    usedSlots = compiler.usedSlots
    usedVariables = []
    depth = expression.height
    growth = expression.growth
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
    _ activation: some Activation,
    _ run: Run
  ) throws(CELError) -> Value {
    let outer = run.activation
    run.activation = activation
    defer { run.activation = outer }
    return try evaluate(run)
  }

  /// As `evaluate`, with the variables of `run`.
  package func evaluate(_ run: Run) throws(CELError) -> Value {
    if slotCount == 0 { return try root.evaluate(run) }
    return try run.withSlots(slotCount, texts: textCount) { () throws(CELError) in
      try root.evaluate(run)
    }
  }

  /// The value of a program that gives a Boolean, with the variables of `run`; `nil` if it is none
  /// after all.
  package func truth(_ run: Run) throws(CELError) -> Bool? {
    if slotCount == 0 { return try root.truth(run) }
    return try run.withSlots(slotCount, texts: textCount) { () throws(CELError) in
      try root.truth(run)
    }
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
    var none: Hoisting?
    return try Program(expression, self, wanted, &none)
  }

  /// Checks an expression and compiles it without those parts that are worked out once.
  ///
  /// - Parameters:
  ///   - expression: From `Expression.parse`.
  ///   - wanted: The type that the result must have.
  ///   - hoisting: Receives the parts; nothing is added if this throws.
  /// - Returns: The program; `usedSlots` has the variables that the parts use.
  /// - Throws: Errors of the kinds `check` and `program`.
  package func compile(
    _ expression: Expression,
    expecting wanted: CELType? = nil,
    hoisting: inout Hoisting
  ) throws(CELError) -> Program {
    var parts: Hoisting? = hoisting
    let program = try Program(expression, self, wanted, &parts)
    if let parts { hoisting = parts }
    return program
  }

  /// Parses, checks and compiles a text.
  package func compile(
    _ text: String,
    expecting wanted: CELType? = nil
  ) throws(CELError) -> Program {
    try compile(try Expression.parse(text), expecting: wanted)
  }
}
