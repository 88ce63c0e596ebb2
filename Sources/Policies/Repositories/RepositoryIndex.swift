internal import Prow
internal import Synchronization
internal import YAML

/// What the configuration says about repositories and their branches, worked out when an expression
/// asks, and once.
final class RepositoryIndex: Sendable {
  private let workspace: Workspace
  private let all: [PolicyJob]
  private let known = Mutex(Known())
  private let overlaps = Mutex(BranchOverlaps())

  private struct Known {
    /// Presubmits and postsubmits by the key that they are under, in their order.
    var jobs: [String: [PolicyJob]]?
    var contexts: [BranchKey: MergeContexts] = [:]
    var protections: [BranchKey: EffectiveProtection] = [:]
    var queries: [String: TideQueries] = [:]
  }

  private struct BranchKey: Hashable {
    let repo: String
    let branch: String
  }

  init(_ workspace: Workspace, _ jobs: [PolicyJob]) {
    self.workspace = workspace
    all = jobs
  }

  /// The presubmits and postsubmits of a repository.
  func jobs(of repo: String) -> [PolicyJob] {
    let byKey = jobsByKey
    guard RepoKey.isURL(repo) || byKey[repo] == nil else { return byKey[repo] ?? [] }
    // Gerrit's names have several spellings.
    return byKey.filter { RepoKey.isName($0.key, of: repo) }.sorted { $0.key < $1.key }
      .flatMap(\.value)
  }

  private var jobsByKey: [String: [PolicyJob]] {
    if let jobs = known.withLock({ $0.jobs }) { return jobs }
    let jobs = Dictionary(grouping: all.filter { $0.job.kind != .periodic }) { $0.job.repo.string }
    known.withLock { $0.jobs = jobs }
    return jobs
  }

  private func presubmits(of repo: String) -> [Job] {
    jobs(of: repo).map(\.job).filter { $0.kind == .presubmit }
  }

  func contexts(repo: String, branch: String) -> MergeContexts {
    let key = BranchKey(repo: repo, branch: branch)
    if let contexts = known.withLock({ $0.contexts[key] }) { return contexts }
    let jobs = presubmits(of: repo)
    let contexts = MergeRequirements(workspace, repo: repo, branch: branch, jobs: jobs)
      .contexts(jobs)
    known.withLock { $0.contexts[key] = contexts }
    return contexts
  }

  func protection(repo: String, branch: String) -> EffectiveProtection {
    let key = BranchKey(repo: repo, branch: branch)
    if let protection = known.withLock({ $0.protections[key] }) { return protection }
    let protection = EffectiveProtection(
      workspace,
      repo: repo,
      branch: branch,
      presubmits: presubmits(of: repo)
    )
    known.withLock { $0.protections[key] = protection }
    return protection
  }

  func queries(repo: String) -> TideQueries {
    if let queries = known.withLock({ $0.queries[repo] }) { return queries }
    let queries = TideQueries(workspace).covering(repo: repo)
    known.withLock { $0.queries[repo] = queries }
    return queries
  }

  func branchesOverlap(_ one: Job, _ other: Job) -> Bool {
    overlaps.withLock { $0.share(one, other) }
  }

  /// All branches that the configuration names outright.
  var branches: [NamedBranch] {
    NamedBranch.all(workspace, jobs: all.map(\.job).filter { $0.kind != .periodic })
  }
}
