package import ConfigMaps
package import Diagnostics
package import JobDiff

/// What a diff is about.
package struct Comparison {
  /// As people write it.
  let from: String
  /// `nil` for the work tree.
  let to: String?
  let state: StateDiff
  let jobs: JobsDiff
  /// What is wrong with the files after, and with their ConfigMaps.
  package let problems: [Diagnostic]
  /// How many of these keep Prow from loading the files.
  package let refusals: Int

  package init(
    from: String,
    to: String?,
    state: StateDiff,
    jobs: JobsDiff,
    problems: [Diagnostic],
    refusals: Int
  ) {
    self.from = from
    self.to = to
    self.state = state
    self.jobs = jobs
    self.problems = problems
    self.refusals = refusals
  }

  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
  package var isEmpty: Bool { state.isEmpty && jobs.isEmpty }
  /// Jobs that may do what they could not before.
  var gaining: [JobChange] { jobs.changes.filter { !$0.gains.isEmpty } }
}
