internal import CEL
internal import GoFormats
internal import Prow
internal import Synchronization

/// Patterns that many evaluations share, each compiled when the first one asks.
final class CompiledPatterns: Sendable {
  private let globs = Mutex<[StringValue: Glob]>([:])
  private let branches = Mutex<[BranchFilter: BranchFilter.Admission]>([:])

  /// Expressions can make any number of globs; only so many are kept.
  private static let globLimit = 1_000

  func glob(_ pattern: StringValue) -> Glob {
    if let known = globs.withLock({ $0[pattern] }) { return known }
    let text = pattern.string
    let glob = Glob(text)
    globs.withLock { globs in
      if globs.count >= CompiledPatterns.globLimit { globs.removeAll() }
      // A copy, since the document of the text may be gone by then.
      globs[StringValue(text)] = glob
    }
    return glob
  }

  /// What `branches` and `skip_branches` of a job admit: most jobs have the same patterns as others.
  func admission(of job: Job) -> BranchFilter.Admission {
    let filter = BranchFilter(job)
    if let known = branches.withLock({ $0[filter] }) { return known }
    let admission = BranchFilter.Admission(filter)
    branches.withLock { $0[filter] = admission }
    return admission
  }
}
