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
  /// What is wrong with the files after, and with their ConfigMaps.
  let problems: [Diagnostic]
  /// How many of these keep Prow from loading the files.
  let refusals: Int

  var hasErrors: Bool { problems.contains { $0.severity == .error } }
  var isEmpty: Bool { state.isEmpty && jobs.isEmpty }
  /// Jobs that may do what they could not before.
  var gaining: [JobChange] { jobs.changes.filter { !$0.gains.isEmpty } }
}
