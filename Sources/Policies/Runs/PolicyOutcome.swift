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
  /// Its findings.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Mistakes that came up while it ran, each once.
  private(set) var faults: [(fault: PolicyFault, subject: Subject?, count: Int)] = []
  private var positions: [FaultKey: Int] = [:]

  private struct FaultKey: Hashable {
    let place: SourceRange
    let message: String
  }

  init(_ policy: CompiledPolicy) {
    name = policy.source.name
    id = policy.source.id
    exceptions = Array(repeating: 0, count: policy.exceptions.count)
  }

  /// Takes over what came of other subjects.
  mutating func add(_ other: PolicyOutcome) {
    selects += other.selects
    violations += other.violations
    for index in exceptions.indices { exceptions[index] += other.exceptions[index] }
    let room = max(0, PolicyJudge.findingLimit - diagnostics.count)
    diagnostics += other.diagnostics.prefix(room)
    for fault in other.faults { add(fault.fault, of: fault.subject, count: fault.count) }
  }

  /// The policy could not judge all: what it found in a part, which differs from run to run, is left
  /// out.
  mutating func stop(_ fault: PolicyFault) {
    selects = 0
    violations = 0
    exceptions = exceptions.map { _ in 0 }
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
