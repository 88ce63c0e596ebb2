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

  /// `subject`: The one that was judged.
  mutating func add(_ fault: PolicyFault, of subject: Subject?) {
    let key = FaultKey(place: fault.place.range, message: fault.message)
    if let position = positions[key] {
      faults[position].count += 1
    } else if faults.count < 20 {
      positions[key] = faults.count
      faults.append((fault, subject, 1))
    }
  }
}
