internal import YAML

/// The commands that a pull request can be tested with, as `/test ?` lists them.
///
/// Source: Prow, `AvailablePresubmits` in pkg/pjutil/filter.go.
package struct AvailableCommands: Sendable {
  /// Commands of jobs that must pass, sorted.
  package let required: [String]
  /// Commands of optional jobs, sorted.
  package let optional: [String]
  /// Names of the jobs that `/test all` starts, sorted.
  package let startedByAll: [String]

  /// - Parameters:
  ///   - jobs: The presubmits of the repository.
  ///   - event: The pull request; its comment does not count.
  package init(_ jobs: [Job], on event: TriggerEvent) {
    var event = event
    event.comment = TestComment("/test all")
    startedByAll = Set(
      jobs.filter { $0.verdict(on: event).outcome == .runs }.map(\.name.string)
    ).sorted()
    let possible = jobs.filter { BranchFilter($0).admits(event.branch) }
    func commands(_ isOptional: Bool) -> [String] {
      Set(
        possible.filter { $0.isTrue(.optional) == isOptional }.map(\.rerunCommand)
      ).sorted()
    }
    required = commands(false)
    optional = commands(true)
  }
}
