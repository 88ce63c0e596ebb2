internal import Analysis
internal import ConfigMaps
internal import Diagnostics
internal import JobDiff

extension Review {
  /// What people read first.
  package enum Verdict: String, Sendable {
    /// Prow would not load the newer tree.
    case refused
    /// Prow loads it, and the change brings errors.
    case errors
    /// The change brings warnings, or takes all jobs away.
    case warnings
    case fine
  }

  package var verdict: Verdict {
    if refusals > 0 || !missing.isEmpty { return .refused }
    if result.count(.error) > 0 { return .errors }
    let losesAll = result.jobCount == 0 && oldJobCount > 0
    return result.count(.warning) > 0 || losesAll ? .warnings : .fine
  }

  /// Whether nothing that runs, and nothing that is published, is another one.
  package var isWithoutEffect: Bool {
    jobs.isEmpty && contexts.isEmpty && configMaps?.isEmpty ?? true
  }

  /// Whether the change must not be merged as it is.
  package var fails: Bool { verdict == .refused || verdict == .errors }
}
