import Diagnostics
import Frontend
import Linting
import Prow
import YAML

/// What Prow refuses in a configuration, by job.
struct JobFaults {
  private let errors: [Diagnostic]

  /// What Prow itself refuses, and nothing else.
  static var rules: [Rule] { Rule.all.filter { $0.group == .prow && $0.severity == .error } }

  init(_ result: LintResult) {
    errors = result.diagnostics.filter { $0.severity == .error }
  }

  var isEmpty: Bool { errors.isEmpty }

  /// The first fault of a job, with its place; `nil` if it has none.
  func first(of job: ResolvedJob) -> String? {
    errors.first { isAbout($0, job) }.map(text)
  }

  /// A note about faults, also of other jobs, which keep Prow from loading any; `nil` if there are
  /// none.
  ///
  /// `job`: Its own faults are said elsewhere.
  func warning(besides job: ResolvedJob? = nil) -> TerminalText? {
    let others = errors.lazy.filter { error in job.map { !isAbout(error, $0) } ?? true }
    guard let first = others.first else { return nil }
    return "plimsoll: Prow loads no job of this configuration until all errors are fixed "
      + "(see plimsoll lint); the first: \(text(first))\n"
  }

  /// What to say about a configuration with faults; `nil` if there are none.
  func summary(leftOut: Int) -> String? {
    guard let first = errors.first else { return nil }
    let jobs = leftOut == 1 ? "1 job is" : "\(leftOut) jobs are"
    return "\(jobs) left out: Prow refuses this configuration (see plimsoll lint); "
      + "the first of \(errors.count) errors: \(text(first))"
  }

  private func isAbout(_ error: Diagnostic, _ job: ResolvedJob) -> Bool {
    let (place, range) = (error.place, job.job.node.range)
    return place.file === job.job.node.file && place.range.start >= range.start
      && place.range.end <= range.end
  }

  private func text(_ error: Diagnostic) -> String {
    "\(PositionFinder().text(error.place)): \(error.message) [\(error.rule)]"
  }
}
