package import Diagnostics
internal import YAML

/// What came of one policy.
package struct PolicyOutcome: Sendable {
  package let name: String
  /// The rule of its findings, `policy/NAME`.
  package let id: String
  /// How many subjects it looked at.
  package internal(set) var selects = 0
  /// How many of its validations did not hold, exceptions left out.
  package internal(set) var violations = 0
  /// How many findings each exception covers, in the order of the file.
  package internal(set) var exceptions: [Int]
  /// Why each exception is there, in the same order.
  package let reasons: [String]
  /// In the order of the file.
  package internal(set) var conditions: [Condition]
  /// What its evaluations cost, in units of Kubernetes.
  package internal(set) var cost: UInt64 = 0
  /// How long it took.
  package internal(set) var time = Duration.zero
  /// Its findings.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Mistakes that came up while it ran, each once.
  private(set) var faults: [(fault: PolicyFault, subject: Subject?, count: Int)] = []
  private var positions: [FaultKey: Int] = [:]

  /// What became of the subjects that came to a condition.
  package struct Condition: Sendable {
    package let name: String
    package internal(set) var asked = 0
    package internal(set) var leftOut = 0
  }

  private struct FaultKey: Hashable {
    let place: SourceRange
    let message: String
  }

  init(_ policy: CompiledPolicy) {
    name = policy.source.name
    id = policy.source.id
    exceptions = Array(repeating: 0, count: policy.exceptions.count)
    reasons = policy.exceptions.map { $0.source.node["reason"]?.text.string ?? "" }
    conditions = policy.source.conditions.map { Condition(name: $0.name) }
  }

  /// Takes over what came of other subjects.
  ///
  /// `findingLimit`: Findings from which on no more are kept.
  mutating func add(_ other: PolicyOutcome, findingLimit: Int) {
    selects += other.selects
    violations += other.violations
    for index in exceptions.indices { exceptions[index] += other.exceptions[index] }
    for (index, condition) in other.conditions.enumerated() {
      conditions[index].asked += condition.asked
      conditions[index].leftOut += condition.leftOut
    }
    time += other.time
    let room = max(0, findingLimit - diagnostics.count)
    diagnostics += other.diagnostics.prefix(room)
    for fault in other.faults { add(fault.fault, of: fault.subject, count: fault.count) }
  }

  /// The policy could not judge all: what it found in a part, which differs from run to run, is left
  /// out.
  mutating func stop(_ fault: PolicyFault) {
    selects = 0
    violations = 0
    exceptions = exceptions.map { _ in 0 }
    conditions = conditions.map { Condition(name: $0.name) }
    diagnostics = []
    faults = []
    positions = [:]
    add(fault, of: nil)
  }

  /// - Parameters:
  ///   - fault: What is wrong with the policy.
  ///   - subject: The one that was judged.
  ///   - count: For how many subjects it came up.
  mutating func add(_ fault: PolicyFault, of subject: Subject?, count: Int = 1) {
    let key = FaultKey(place: fault.place.range, message: fault.message)
    if let position = positions[key] {
      faults[position].count += count
    } else if faults.count < 20 {
      positions[key] = faults.count
      faults.append((fault, subject, count))
    }
  }
}
