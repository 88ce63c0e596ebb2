package import Configs
package import Prow
internal import YAML

/// Whether an event starts a job, what decided that, what would start it, and who waits for it.
package struct JobAnswer {
  let job: Job
  let event: TriggerEvent
  /// Whether nobody named the branch.
  let isBranchAssumed: Bool
  /// Whether that is not the default one.
  private let isOnOtherBranch: Bool
  /// `nil` for periodics.
  let verdict: TriggerVerdict?
  let starters: [JobStarter]
  /// `nil` for all but presubmits.
  let merge: MergeAnswer?
  /// Who holds a merge back.
  let holders: MergeHolders
  let plugins: EnabledPlugins
  let schedule: JobSchedule?

  /// What holds merges into a branch back.
  struct MergeHolders {
    /// Whether config.yaml is known.
    let isKnown: Bool
    /// Whether GitHub waits for the job's status.
    let waitsGitHub: Bool
    /// The queries by which Tide merges into the branch.
    let queries: TideQueries
  }

  /// - Parameters:
  ///   - job: The job that is asked about.
  ///   - question: What has happened.
  ///   - configuration: All files and jobs.
  ///   - others: The presubmits and postsubmits of the job's repository.
  package init(_ job: Job, _ question: JobQuestion, _ configuration: Configuration, others: [Job]) {
    self.job = job
    let workspace = configuration.workspace
    let repo = job.repo.string
    var event = question.event
    let assumed = question.branch == nil && job.kind != .periodic
    if assumed {
      let branch = AssumedBranch(workspace, repo: repo, jobs: others)
      event.branch = branch.name(for: job) ?? branch.name
      isOnOtherBranch = event.branch != branch.name
    } else {
      isOnOtherBranch = false
    }
    self.event = event
    isBranchAssumed = assumed
    let verdict = job.kind == .periodic ? nil : job.verdict(on: event)
    self.verdict = verdict
    starters = verdict.map { job.starters($0, on: event) } ?? []
    plugins = EnabledPlugins(workspace, repo: repo)
    schedule = JobSchedule(job, after: question.now, count: 3, version: question.version)
    let requirements =
      job.kind == .presubmit
      ? MergeRequirements(workspace, repo: repo, branch: event.branch, jobs: others) : nil
    merge = requirements?.answer(for: job)
    holders = MergeHolders(
      isKnown: workspace.prow != nil,
      waitsGitHub: requirements?.contextsOfGitHub.contains(job.context) ?? false,
      queries: TideQueries(workspace).covering(repo: repo).covering(branch: event.branch)
    )
  }

  /// Of several jobs of one name, how likely this one is meant.
  package enum Likelihood {
    /// It can run on the branch that was asked for, or on the default one.
    case asked
    /// It can run on another branch, and none was asked for.
    case elsewhere
    /// It can't run on the branch that was asked for.
    case onOtherBranches
  }

  package var likelihood: Likelihood {
    switch verdict?.reason {
    case .branchSkipped, .branchNotListed, .invalid: .onOtherBranches
    default: isOnOtherBranch ? .elsewhere : .asked
    }
  }

  /// The repository and the branch, which tell it from others of its name.
  package var shortName: String {
    job.kind == .periodic ? "a periodic" : "\(job.repo.string) \(event.branch)"
  }
}

/// What somebody wants to know of jobs.
package struct JobQuestion {
  /// `nil` if each job is to be asked about for a branch on which it can run.
  package var branch: String?
  /// With the branch, if one is named.
  package var event: TriggerEvent
  /// Seconds since 1970, from which the next runs of periodics count.
  package var now: Int64
  /// Prow's, as YYYY-MM-DD.
  package var version: String

  package init(branch: String?, event: TriggerEvent, now: Int64, version: String) {
    self.branch = branch
    self.event = event
    self.now = now
    self.version = version
  }
}
