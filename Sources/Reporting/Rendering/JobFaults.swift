package import Analysis
internal import Diagnostics
package import Formats
package import Linting
package import Prow
internal import YAML

/// What Prow refuses in a configuration, by job.
package struct JobFaults {
  private let errors: [Diagnostic]
  private let errorsByFile: [ObjectIdentifier: [Diagnostic]]

  /// What Prow itself refuses, and nothing else.
  package static func isRefusal(_ rule: Rule) -> Bool {
    rule.group == .prow && rule.severity == .error
  }

  package init(_ result: LintResult) {
    errors = result.diagnostics.filter { $0.severity == .error }
    errorsByFile = Dictionary(grouping: errors) { ObjectIdentifier($0.place.file) }
  }

  package var isEmpty: Bool { errors.isEmpty }

  /// The first fault of a job, with its place; `nil` if it has none.
  package func first(of job: ResolvedJob) -> TerminalText? {
    if errors.isEmpty { return nil }
    let places = JobPlaces(job)
    for file in places.files {
      if let fault = errorsByFile[file]?.first(where: places.hasFault) { return text(fault) }
    }
    return nil
  }

  /// A note about faults, also of other jobs, which keep Prow from loading any; `nil` if there are
  /// none.
  ///
  /// `job`: Its own faults are said elsewhere.
  package func warning(besides job: ResolvedJob? = nil) -> TerminalText? {
    let places = job.map(JobPlaces.init)
    guard let first = errors.first(where: { places?.hasFault($0) != true }) else { return nil }
    return "plimsoll: Prow loads no job of this configuration until all errors are fixed "
      + "(see plimsoll lint); the first: \(text(first))\n"
  }

  /// What to say about a configuration with faults; `nil` if there are none.
  ///
  /// `leftOut`: The names of the jobs that are left out, each with its first fault.
  package func summary(leftOut: [(name: String, fault: TerminalText)]) -> TerminalText? {
    guard let first = errors.first else { return nil }
    guard !leftOut.isEmpty else {
      let more: TerminalText = errors.count == 1 ? "" : ", and \(errors.count - 1) more"
      return "Prow refuses this configuration: \(text(first))\(more) (see plimsoll lint)"
    }
    let jobs: TerminalText = leftOut.count == 1 ? "1 job is" : "\(leftOut.count) jobs are"
    var output: TerminalText =
      "\(jobs) left out, since Prow refuses this configuration (see plimsoll lint):"
    for (name, fault) in leftOut.prefix(JobFaults.mostShown) { output += "\n  \(name): \(fault)" }
    let rest = leftOut.count - JobFaults.mostShown
    return rest > 0 ? output + "\n  and \(rest) more" : output
  }

  private static let mostShown = 20

  private func text(_ error: Diagnostic) -> TerminalText {
    "\(PositionFinder().text(error.place)): \(error.message) [\(error.rule)]"
  }
}
