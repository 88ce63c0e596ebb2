internal import YAML

/// Whether a merge into a branch waits for a presubmit.
package enum MergeRequirement: String, Sendable {
  /// Every merge waits for it.
  case required
  /// A merge waits for it once it has started.
  case ifRun = "if-run"
  /// No merge waits for it.
  case optional
  /// It can't run on the branch, or starts by itself and shows its result nowhere.
  case none
}

/// What merges into one branch of a repository wait for.
///
/// Source: Prow, `BranchRequirements` and `GetPolicy` in pkg/config/branch_protection.go,
/// `GetTideContextPolicy` in pkg/config/tide.go, and `jobIsRequiredByTide` in pkg/tide/github.go.
package struct MergeRequirements: Sendable {
  private let branch: String
  private var requiresManualJobs = false
  /// Contexts that settings name, whatever the job that reports them.
  private var required: Set<Text> = []
  private var requiredIfPresent: Set<Text> = []

  /// `jobs`: The presubmits of the repository.
  package init(_ workspace: Workspace, repo: String, branch: String, jobs: [Job]) {
    self.branch = branch
    let (org, name) = RepoKey.orgAndName(repo)
    let options = TideOptions(workspace.prow).levels(org: org, repo: name, branch: branch)
    if let tree = ProtectionTree(workspace), tree.org(named: org) != nil,
      case let policy = tree.policy(org: org, repo: name, branch: branch),
      // What Prow does not write to GitHub, only Tide may look at.
      policy.bool(.unmanaged) != true || TideOptions.bool(.fromBranchProtection, options)
    {
      let running = jobs.lazy.filter { $0.kind == .presubmit && BranchFilter($0).admits(branch) }
      if case .policy(let isProtected, _) = BranchProtection(policy, jobs: running, in: tree) {
        requiresManualJobs = policy.bool(.requireManuallyTriggeredJobs) == true
        if isProtected == true { required = Set(policy.contexts.compactMap(\.string)) }
      }
    }
    required.formUnion(options.flatMap { $0.list(.requiredContexts) }.compactMap(\.string))
    requiredIfPresent = Set(
      options.flatMap { $0.list(.requiredIfPresentContexts) }.compactMap(\.string)
    )
  }

  package func requirement(of job: Job) -> MergeRequirement {
    guard BranchFilter(job).admits(branch) else { return .none }
    // Tide runs it and waits, even if GitHub does not require the status.
    if job.isTrue(.runBeforeMerge) || required.contains(job.context) { return .required }
    switch job.contextRequirement(requiresManualJobs: requiresManualJobs) {
    case .required: return .required
    case .requiredIfPresent: return .ifRun
    case .optional:
      if requiredIfPresent.contains(job.context) { return .ifRun }
      let isHidden = job.isTrue(.skipReport) && !job.isTrue(.optional) && !job.isOnDemand
      return isHidden ? .none : .optional
    }
  }
}
