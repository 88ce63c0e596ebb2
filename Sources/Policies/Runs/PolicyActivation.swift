internal import CEL
internal import Prow

/// What the variables of a policy hold while one subject after the other is judged.
///
/// A class, so that variables are worked out at most once for a subject, when something asks.
final class PolicyActivation: Activation {
  private let world: PolicyWorld
  private let policy: CompiledPolicy
  /// Values of the policy's variables that are the same for all subjects.
  private var constants: [Value?]
  /// Those of the subject at hand.
  private var known: [Value?]
  private var isAnyKnown = false
  var group = Value.null

  var subject: Subject {
    didSet {
      guard isAnyKnown else { return }
      for index in known.indices { known[index] = nil }
      isAnyKnown = false
    }
  }

  init(_ world: PolicyWorld, _ policy: CompiledPolicy) {
    self.world = world
    self.policy = policy
    constants = Array(repeating: nil, count: policy.variables.count)
    known = constants
    subject = Subject(job: nil, value: .null, path: "", place: nil)
  }

  func value(_ slot: Int, _ run: Run) throws(CELError) -> Value {
    switch Slot(rawValue: slot) {
    case .group: group
    case .params: policy.params
    case .firstVariable, nil: try variable(slot - Slot.firstVariable.rawValue, run)
    case .some(let other): world.value(other, of: subject)
    }
  }

  private func variable(_ index: Int, _ run: Run) throws(CELError) -> Value {
    let variable = policy.variables[index]
    if let value = variable.isConstant ? constants[index] : known[index] { return value }
    let value = try variable.program.program.evaluate(self, run)
    if variable.isConstant {
      constants[index] = value
    } else {
      known[index] = value
      isAnyKnown = true
    }
    return value
  }
}
