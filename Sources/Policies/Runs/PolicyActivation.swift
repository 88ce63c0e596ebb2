internal import CEL
internal import Prow

/// What the variables of a policy hold while one subject after the other is judged.
///
/// A class, so that variables are worked out at most once for a subject, when something asks.
final class PolicyActivation: Activation {
  private let world: PolicyWorld
  private let policy: CompiledPolicy
  private let constants: PolicyConstants
  // One task uses an activation, and hands out no reference to these.
  /// The policy's variables for the subject at hand.
  @exclusivity(unchecked)
  private var known: [Value?]
  @exclusivity(unchecked)
  private var isAnyKnown = false
  /// The pod that was asked for last; subjects of one job come one after the other.
  @exclusivity(unchecked)
  private var pod: (job: PolicyJob, value: Value)?
  @exclusivity(unchecked)
  var group = Value.null
  /// The cost of all that stays in memory.
  private var kept: UInt64 = 0

  @exclusivity(unchecked)
  var subject: Subject {
    didSet {
      guard isAnyKnown else { return }
      for index in known.indices { known[index] = nil }
      isAnyKnown = false
    }
  }

  init(_ world: PolicyWorld, _ policy: CompiledPolicy, _ constants: PolicyConstants) {
    self.world = world
    self.policy = policy
    self.constants = constants
    known = Array(repeating: nil, count: policy.variables.count)
    subject = Subject(job: nil, value: .null, path: "", origin: .none)
  }

  func value(_ slot: Int, _ run: Run) throws(CELError) -> Value {
    if slot >= Slot.firstPart.rawValue {
      return try constants.part(slot - Slot.firstPart.rawValue)
    }
    if slot >= Slot.firstVariable.rawValue {
      return try variable(slot - Slot.firstVariable.rawValue, run)
    }
    return switch Slot(rawValue: slot) {
    case .group: group
    case .params: policy.params
    case .pod: try podValue(run)
    case .some(let other): world.value(other, of: subject)
    case nil: .null
    }
  }

  func field(_ key: FieldKey, of slot: Int) -> Value? {
    guard slot == Slot.job.rawValue, let job = subject.job else { return nil }
    return job.value(key)
  }

  private func podValue(_ run: Run) throws(CELError) -> Value {
    guard let job = subject.job else { return .null }
    if let pod, pod.job === job { return pod.value }
    let value = try world.pods.pod(of: job, run)
    pod = (job, value)
    return value
  }

  private func variable(_ index: Int, _ run: Run) throws(CELError) -> Value {
    if let value = known[index] { return value }
    let variable = policy.variables[index]
    if variable.isConstant { return try constants.variable(index) ?? .null }
    let value = try variable.program.program.evaluate(run)
    known[index] = value
    isAnyKnown = true
    return value
  }
}
