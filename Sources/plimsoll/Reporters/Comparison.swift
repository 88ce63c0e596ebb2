import ConfigMaps
import Diagnostics

/// What a diff is about.
struct Comparison {
  /// As people write it.
  let from: String
  /// `nil` for the work tree.
  let to: String?
  let state: StateDiff
  let jobs: JobsDiff
  /// What is wrong with the state after.
  let problems: [Diagnostic]

  var hasErrors: Bool { problems.contains { $0.severity == .error } }
  var isEmpty: Bool { state.isEmpty && jobs.changes.isEmpty }
  /// Jobs that may do what they could not before.
  var gaining: [JobChange] { jobs.changes.filter { !$0.gains.isEmpty } }
}
