package import Prow
internal import YAML

/// Which job is meant.
package struct JobQuery {
  package var name: String
  /// `nil` for any.
  package var type: JobType?
  /// The key as the configuration spells it, `org/repo`; `nil` for any.
  package var repo: String?
  /// Which of several jobs of that name, from 0 in the order in which they are loaded.
  package var index: Int?
  package var baseRef: String?

  package init(
    name: String,
    type: JobType? = nil,
    repo: String? = nil,
    index: Int? = nil,
    baseRef: String? = nil
  ) {
    self.name = name
    self.type = type
    self.repo = repo
    self.index = index
    self.baseRef = baseRef
  }

  package enum Answer {
    case job(ResolvedJob)
    case unknown
    case ambiguous([ResolvedJob])
    /// How many jobs of that name there are.
    case noSuchIndex(count: Int)
  }

  /// Finds the job.
  ///
  /// Of several variants of a name the first that runs on the base ref is meant; if none does, the
  /// first of all.
  ///
  /// `jobs`: All jobs in the order in which they are loaded.
  package func find(in jobs: some Sequence<ResolvedJob>) -> Answer {
    let named = jobs.filter(matches)
    // The key as it is spelt wins over another that stands for the same repository.
    let exact = named.filter { $0.job.kind == .periodic || isExact($0) }
    let found = exact.isEmpty ? named : exact
    guard let first = found.first else { return .unknown }
    let isOneGroup = found.allSatisfy {
      $0.job.kind == first.job.kind && $0.job.repo == first.job.repo
    }
    guard isOneGroup else { return .ambiguous(found) }
    if let index {
      return found.indices.contains(index) ? .job(found[index]) : .noSuchIndex(count: found.count)
    }
    if found.count == 1 { return .job(first) }
    guard let baseRef else { return .ambiguous(found) }
    return .job(found.first { BranchFilter($0.job).admits(baseRef) } ?? first)
  }

  private func matches(_ job: ResolvedJob) -> Bool {
    guard job.job.name.equals(name) else { return false }
    if let type, type.kind != job.job.kind { return false }
    guard let repo, job.job.kind != .periodic else { return true }
    return isExact(job) || JobQuery.plainKey(job.job.repo.string) == JobQuery.plainKey(repo)
  }

  private func isExact(_ job: ResolvedJob) -> Bool {
    repo.map { job.job.repo.equals($0) } ?? true
  }

  /// A key without what different spellings of one URL differ in.
  private static func plainKey(_ key: String) -> Substring {
    var key = key[...]
    for scheme in ["https://", "http://"] where key.hasPrefix(scheme) {
      key = key.dropFirst(scheme.count)
    }
    while key.hasSuffix("/") { key = key.dropLast() }
    return key
  }
}

extension JobType {
  /// The kind of the jobs that can run so.
  package var kind: Job.Kind {
    switch self {
    case .presubmit, .batch: .presubmit
    case .postsubmit: .postsubmit
    case .periodic: .periodic
    }
  }

  package init(_ kind: Job.Kind) {
    switch kind {
    case .presubmit: self = .presubmit
    case .postsubmit: self = .postsubmit
    case .periodic: self = .periodic
    }
  }
}
