internal import CEL
internal import Diagnostics
internal import YAML

/// A policy whose expressions are compiled.
// A class, since it is asked for each subject.
final class CompiledPolicy: Sendable {
  let source: PolicySource
  let match: PolicyMatch
  let conditions: [LocatedProgram]
  /// In their order; each may use those before it.
  let variables: [Variable]
  let entries: LocatedProgram?
  let groupBy: LocatedProgram?
  let validations: [Validation]
  let exceptions: [Exception]
  /// What is the same for all subjects, in an order in which each needs only those before it.
  let constants: [Constant]
  let params: Value

  init(
    source: PolicySource,
    match: PolicyMatch,
    conditions: [LocatedProgram],
    variables: [Variable],
    entries: LocatedProgram?,
    groupBy: LocatedProgram?,
    validations: [Validation],
    exceptions: [Exception],
    constants: [Constant],
    params: Value
  ) {
    self.source = source
    self.match = match
    self.conditions = conditions
    self.variables = variables
    self.entries = entries
    self.groupBy = groupBy
    self.validations = validations
    self.exceptions = exceptions
    self.constants = constants
    self.params = params.indexed
  }

  struct Variable: Sendable {
    let program: LocatedProgram
    /// Whether it is the same for all subjects.
    let isConstant: Bool
  }

  struct Constant: Sendable {
    let place: Place
    let program: Program

    enum Place: Sendable {
      /// One of the policy's own variables, by its index.
      case variable(Int)
      /// A part of some expression; they are in the order of their slots.
      case part
    }
  }

  // A class, since it is asked for each subject.
  final class Validation: Sendable {
    let condition: LocatedProgram
    let message: String
    let messageProgram: LocatedProgram?
    let places: [PlaceProgram]
    /// Whether a group gets one finding instead of one for each member.
    let reportsGroup: Bool

    init(
      condition: LocatedProgram,
      message: String,
      messageProgram: LocatedProgram?,
      places: [PlaceProgram],
      reportsGroup: Bool
    ) {
      self.condition = condition
      self.message = message
      self.messageProgram = messageProgram
      self.places = places
      self.reportsGroup = reportsGroup
    }
  }

  struct Exception: Sendable {
    let source: PolicySource.Exception
    let match: PolicyMatch
    let condition: LocatedProgram?
    let expires: String?
  }
}

/// Compiles policies, and collects what is wrong with them.
struct PolicyCompiler {
  private(set) var faults: [PolicyFault] = []
  private var constants: [CompiledPolicy.Constant] = []
  /// How deep the policy's variables nest, by their slots, and what parts of expressions are above.
  private var levels: [Int: Int] = [:]
  private var hoisting = Hoisting(constants: Slot.constants, firstSlot: Slot.firstPart.rawValue)

  /// - Returns: `nil` if a part does not compile: half a policy would be a silent pass.
  mutating func compile(_ source: PolicySource, params: PolicyParams) -> CompiledPolicy? {
    let before = faults.count
    var environment = PolicyEnvironment.make(for: source.subject)
    let variables = variables(source, &environment)
    let conditions = source.conditions.compactMap { program($0.expression, environment, .bool) }
    let entries = source.entries.flatMap { program($0, environment, nil) }
    let groupBy = source.groupBy.flatMap { program($0, environment, nil) }
    var judging = environment
    if let groupBy {
      judging = PolicyEnvironment.make(forGroupsOf: source.subject, key: groupBy.program.resultType)
      // Those that use the subject differ from member to member.
      for (index, variable) in variables.enumerated() where variable.isConstant {
        judging.add(
          variable: "variables.\(source.variables[index].name)",
          type: variable.program.program.resultType,
          slot: Slot.firstVariable.rawValue + index
        )
      }
    }
    let validations = source.validations.compactMap { validation($0, source, judging, environment) }
    let match = PolicyMatch(source.match, params)
    let exceptions = source.exceptions.map { exception($0, environment, params) }
    faults += ([match] + exceptions.map(\.match)).flatMap(\.faults)
    checkFields(of: source, match, exceptions)
    guard faults.count == before else { return nil }
    return CompiledPolicy(
      source: source,
      match: match,
      conditions: conditions,
      variables: variables,
      entries: entries,
      groupBy: groupBy,
      validations: validations,
      exceptions: exceptions,
      constants: constants,
      params: params.value
    )
  }

  /// A field that can't tell subjects apart would be a condition that nobody looks at.
  private mutating func checkFields(
    of source: PolicySource,
    _ match: PolicyMatch,
    _ exceptions: [CompiledPolicy.Exception]
  ) {
    let subject = source.subject
    func check(_ key: Node, _ fields: [String], _ owner: String) {
      let name = key.text.string
      if fields.contains(name) || ["expression", "reason", "expires"].contains(name) { return }
      faults.append(
        PolicyFault(
          "\(name) of \(owner) has no meaning for subject \(subject.rawValue)",
          at: key,
          help: "use an expression over what the subject is"
        )
      )
    }
    for key in match.keys { check(key, subject.matchFields, "match") }
    for exception in exceptions {
      for key in exception.match.keys { check(key, subject.exceptionFields, "an exception") }
      if exception.match.takesAll, exception.condition == nil, exception.source.expression == nil {
        faults.append(
          PolicyFault(
            "the exception covers every finding: nothing says which ones it is for",
            at: exception.source.node.firstKey ?? exception.source.node,
            help: "add jobs, repos, paths or an expression"
          )
        )
      }
      if let expires = exception.source.expires, !PolicyCompiler.isDate(expires.text.string) {
        faults.append(
          PolicyFault(
            "\"\(expires.text.string)\" is not a date",
            at: expires,
            help: "write it as 2027-03-31"
          )
        )
      }
    }
  }

  /// As dates are compared: year, month and day with dashes between them.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2]
      && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private mutating func program(
    _ node: Node,
    _ environment: Environment,
    _ type: CELType?
  ) -> LocatedProgram? {
    let known = hoisting.parts.count
    do throws(PolicyFault) {
      let program = try LocatedProgram(
        node,
        in: environment,
        expecting: type,
        hoisting: &hoisting
      )
      for part in hoisting.parts[known...] {
        constants.append(.init(place: .part, program: part.program))
        // The levels of the part itself count with the expression that it is of.
        levels[part.slot] = below(part.program)
      }
      return program
    } catch {
      faults.append(error)
      return nil
    }
  }

  private mutating func variables(
    _ source: PolicySource,
    _ environment: inout Environment
  ) -> [CompiledPolicy.Variable] {
    var variables: [CompiledPolicy.Variable] = []
    for (index, variable) in source.variables.enumerated() {
      let slot = Slot.firstVariable.rawValue + index
      let program = program(variable.expression, environment, nil)
      if let program {
        let isConstant = program.program.usedSlots.isSubset(of: hoisting.constants)
        if isConstant {
          hoisting.constants.insert(slot)
          constants.append(.init(place: .variable(index), program: program.program))
        }
        levels[slot] = level(of: program)
        variables.append(CompiledPolicy.Variable(program: program, isConstant: isConstant))
      }
      // What is wrong with one is not said again where others use it.
      environment.add(
        variable: "variables.\(variable.name)",
        type: program?.program.resultType ?? .dyn,
        slot: slot
      )
    }
    return variables
  }

  /// The most levels of the variables that an expression uses.
  private func below(_ program: Program) -> Int {
    program.usedSlots.compactMap { levels[$0] }.max() ?? 0
  }

  /// How many levels expressions and values nest with those of other variables below.
  private mutating func level(of program: LocatedProgram) -> Int {
    let below = below(program.program)
    let level = below + max(program.program.depth, program.program.growth)
    if level > PolicyCost.depth, below <= PolicyCost.depth {
      faults.append(
        PolicyFault(
          "variables nest \(level) levels deep here; at most \(PolicyCost.depth) are possible",
          at: program.node
        )
      )
    }
    return level
  }

  private mutating func validation(
    _ validation: PolicySource.Validation,
    _ source: PolicySource,
    _ judging: Environment,
    _ members: Environment
  ) -> CompiledPolicy.Validation? {
    if let report = validation.report, source.groupBy == nil {
      faults.append(
        PolicyFault(
          "report says what is found of a group, and the policy has no groupBy",
          at: report,
          help: "remove report, or add groupBy"
        )
      )
    }
    guard let condition = program(validation.expression, judging, .bool) else { return nil }
    return CompiledPolicy.Validation(
      condition: condition,
      message: validation.message ?? source.summary,
      messageProgram: validation.messageExpression.flatMap { program($0, judging, .string) },
      places: validation.places.compactMap { place($0, members) },
      reportsGroup: validation.report?.text.string == "group"
    )
  }

  private mutating func place(_ node: Node, _ environment: Environment) -> PlaceProgram? {
    do throws(PolicyFault) {
      return try PlaceProgram(node, in: environment)
    } catch {
      faults.append(error)
      return nil
    }
  }

  private mutating func exception(
    _ exception: PolicySource.Exception,
    _ environment: Environment,
    _ params: PolicyParams
  ) -> CompiledPolicy.Exception {
    CompiledPolicy.Exception(
      source: exception,
      match: PolicyMatch(exception.node, params),
      condition: exception.expression.flatMap { program($0, environment, .bool) },
      expires: exception.expires?.text.string
    )
  }
}

extension CompiledPolicy {
  /// Whether some expression uses a variable.
  func usesSlot(_ slot: Slot) -> Bool {
    let programs =
      conditions + variables.map(\.program) + [entries, groupBy].compactMap(\.self)
      + validations.flatMap { [$0.condition] + [$0.messageProgram].compactMap(\.self) }
      + exceptions.compactMap(\.condition)
    return programs.contains { $0.program.usedSlots.contains(slot.rawValue) }
  }
}
