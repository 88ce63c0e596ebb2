internal import CEL

/// What is the same for all subjects of a policy, worked out before the first one is judged: its
/// variables that use no subject, and such parts of its expressions.
final class PolicyConstants: Sendable {
  /// What working them out has cost.
  let cost: UInt64
  /// The part of it for those that stay in memory.
  let kept: UInt64
  private let variables: [Outcome?]
  private let parts: [Outcome]

  /// A mistake is one only if something asks for the value.
  private typealias Outcome = Result<Value, CELError>

  /// `limit`: What the policy may cost.
  init(_ world: PolicyWorld, _ policy: CompiledPolicy, limit: UInt64) {
    let work = Work(world, policy)
    let run = Run(limit: limit, surroundings: world)
    var kept: UInt64 = 0
    run.activation = work
    for constant in policy.constants {
      run.allow(PolicyCost.evaluation)
      let outcome = Outcome { () throws(CELError) in
        let before = run.cost
        let value = try constant.program.evaluate(run).indexed
        kept += run.cost - before
        if kept > PolicyCost.kept { throw PolicyCost.keptTooMuch }
        return value
      }
      switch constant.place {
      case .variable(let index): work.variables[index] = outcome
      case .part: work.parts.append(outcome)
      }
    }
    cost = run.cost
    self.kept = kept
    variables = work.variables
    parts = work.parts
  }

  /// The value of one of the policy's own variables; `nil` for one that depends on the subject.
  func variable(_ index: Int) throws(CELError) -> Value? { try variables[index]?.get() }

  func part(_ index: Int) throws(CELError) -> Value { try parts[index].get() }

  /// What is known while the others are worked out.
  private final class Work: Activation {
    let world: PolicyWorld
    let policy: CompiledPolicy
    var variables: [Outcome?]
    var parts: [Outcome] = []

    init(_ world: PolicyWorld, _ policy: CompiledPolicy) {
      self.world = world
      self.policy = policy
      variables = Array(repeating: nil, count: policy.variables.count)
    }

    func value(_ slot: Int, _ run: Run) throws(CELError) -> Value {
      switch Slot(rawValue: slot) {
      case .params: return policy.params
      case .firstVariable, .firstPart, nil: break
      case .some(let other): return world.constant(other)
      }
      if slot >= Slot.firstPart.rawValue {
        return try parts[slot - Slot.firstPart.rawValue].get()
      }
      return try variables[slot - Slot.firstVariable.rawValue]?.get() ?? .null
    }
  }
}
