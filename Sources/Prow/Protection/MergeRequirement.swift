package import YAML

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
  /// `require_manually_triggered_jobs`, where it is on.
  private var manualJobs: Node?
  /// Contexts that settings name, whatever the job that reports them, and where.
  package private(set) var listed: [Text: Setting] = [:]
  package private(set) var listedIfPresent: [Text: Node] = [:]
  /// Contexts that Tide is told not to wait for.
  package private(set) var listedOptional: Set<Text> = []
  /// The statuses that GitHub itself waits for.
  package private(set) var contextsOfGitHub: Set<Text> = []
  /// The policy that Prow writes to GitHub; `nil` if it writes none.
  package private(set) var policy: ProtectionPolicy?

  /// Who asks for a context, and where that is written.
  package enum Setting: Sendable {
    case branchProtection(Node)
    case tide(Node)
  }

  /// `jobs`: The presubmits of the repository.
  package init(_ workspace: Workspace, repo: String, branch: String, jobs: [Job]) {
    self.init(
      workspace,
      repo: repo,
      branch: branch,
      running: jobs.lazy.filter { $0.kind == .presubmit && BranchFilter($0).admits(branch) }
    )
  }

  /// `running`: The presubmits that can run on the branch.
  package init(
    _ workspace: Workspace,
    repo: String,
    branch: String,
    running: some Sequence<Job>
  ) {
    self.branch = branch
    let (org, name) = RepoKey.orgAndName(repo)
    let options = TideOptions(workspace).levels(org: org, repo: name, branch: branch)
    if let tree = ProtectionTree(workspace), tree.org(named: org) != nil,
      case let policy = tree.policy(org: org, repo: name, branch: branch),
      // What Prow does not write to GitHub, only Tide may look at.
      policy.bool(.unmanaged) != true || TideOptions.bool(.fromBranchProtection, options)
    {
      add(policy, BranchProtection(policy, jobs: running, in: tree))
    }
    for node in options.flatMap({ $0.list(.requiredContexts) }) {
      if let text = node.string, listed[text] == nil { listed[text] = .tide(node) }
    }
    for node in options.flatMap({ $0.list(.requiredIfPresentContexts) }) {
      if let text = node.string { listedIfPresent[text] = node }
    }
    listedOptional = Set(options.flatMap { $0.list(.optionalContexts) }.compactMap(\.string))
  }

  private mutating func add(_ policy: ProtectionPolicy, _ protection: BranchProtection) {
    guard case .policy(let isProtected, let contexts) = protection else { return }
    if policy.bool(.requireManuallyTriggeredJobs) == true {
      manualJobs = policy.node(.requireManuallyTriggeredJobs)
    }
    if policy.bool(.unmanaged) != true { self.policy = policy }
    guard isProtected == true else { return }
    if self.policy != nil { contextsOfGitHub = contexts }
    for node in policy.contexts {
      if let text = node.string { listed[text] = .branchProtection(node) }
    }
  }

  package func requirement(of job: Job) -> MergeRequirement { answer(for: job).requirement }

  /// Whether merges wait for a presubmit, and what decides it.
  package func answer(for job: Job) -> MergeAnswer {
    guard BranchFilter(job).admits(branch) else { return MergeAnswer(.none, .otherBranch) }
    return answer(forRunning: job)
  }

  /// The same for a presubmit that is known to run on the branch.
  package func answer(forRunning job: Job) -> MergeAnswer {
    // Tide runs it and waits, even if GitHub does not require the status.
    if job.isTrue(.runBeforeMerge) {
      return MergeAnswer(.required, .runBeforeMerge, job.key(.runBeforeMerge))
    }
    switch listed[job.context] {
    case .branchProtection(let node): return MergeAnswer(.required, .protectedContext, node)
    case .tide(let node): return MergeAnswer(.required, .tideContext, node)
    case nil: break
    }
    switch job.contextRequirement(requiresManualJobs: manualJobs != nil) {
    case .required where job.isOnDemand:
      return MergeAnswer(.required, .manualJobs, manualJobs)
    case .required: return MergeAnswer(.required, .alwaysRuns, job.key(.alwaysRun))
    case .requiredIfPresent:
      if job.isOnDemand { return MergeAnswer(.ifRun, .onDemand) }
      return MergeAnswer(.ifRun, .byChanges, ChangeMatcher(job).map { job.key($0.field) })
    case .optional: return optionalAnswer(for: job)
    }
  }

  private func optionalAnswer(for job: Job) -> MergeAnswer {
    if let node = listedIfPresent[job.context] {
      return MergeAnswer(.ifRun, .tideContext, node)
    }
    if job.isTrue(.optional) { return MergeAnswer(.optional, .optional, job.key(.optional)) }
    let key = job.key(.skipReport)
    return MergeAnswer(job.isOnDemand ? .optional : .none, .skipReport, key)
  }
}

/// Whether merges wait for a presubmit, and what decides it.
package struct MergeAnswer: Sendable {
  package let requirement: MergeRequirement
  package let cause: Cause
  /// Where that is written, if it is.
  package let node: Node?

  package enum Cause: String, Sendable {
    /// The job can't run on the branch.
    case otherBranch
    case runBeforeMerge
    /// Branch protection names its context.
    case protectedContext
    /// Tide's options name its context.
    case tideContext
    /// It starts on every pull request.
    case alwaysRuns
    /// Branch protection asks for jobs that only comments start.
    case manualJobs
    /// It starts with certain changes.
    case byChanges
    /// Only a comment starts it.
    case onDemand
    case optional
    case skipReport
  }

  init(_ requirement: MergeRequirement, _ cause: Cause, _ node: Node? = nil) {
    self.requirement = requirement
    self.cause = cause
    self.node = node
  }
}
