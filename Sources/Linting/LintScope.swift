package import Configs
package import Prow
package import YAML

/// What rules that look across files get: the configuration and all its jobs, resolved.
package struct LintScope: Sendable {
  package let configuration: Configuration
  package let options: LintOptions
  private let presubmits: JobGroups
  private let postsubmits: JobGroups
  private let periodics: JobGroups

  package init(_ configuration: Configuration, options: LintOptions) {
    self.configuration = configuration
    self.options = options
    var (presubmits, postsubmits, periodics) = (JobGroups(), JobGroups(), JobGroups())
    for (_, jobs) in configuration.jobsByFile {
      for job in jobs {
        switch job.job.kind {
        case .presubmit: presubmits.append(job)
        case .postsubmit: postsubmits.append(job)
        case .periodic: periodics.append(job)
        }
      }
    }
    self.presubmits = presubmits
    self.postsubmits = postsubmits
    self.periodics = periodics
  }

  package var workspace: Workspace { configuration.workspace }
  /// The files with jobs, in the order in which Prow reads them, and the jobs of each.
  package var jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])] { configuration.jobsByFile }

  private func groups(_ kind: Job.Kind) -> JobGroups {
    switch kind {
    case .presubmit: presubmits
    case .postsubmit: postsubmits
    case .periodic: periodics
    }
  }

  /// How many jobs of a kind there are.
  package func jobCount(_ kind: Job.Kind) -> Int { groups(kind).uncounted.count }

  /// All jobs of a kind, in order.
  package func forEachJob(_ kind: Job.Kind, _ body: (ResolvedJob) -> Void) {
    for job in groups(kind).uncounted { job._withUnsafeGuaranteedRef(body) }
  }

  /// All jobs, kind by kind.
  package func forEachJob(_ body: (ResolvedJob) -> Void) {
    for kind in Job.Kind.allCases { forEachJob(kind, body) }
  }

  /// Jobs of a kind by the repository that they are for, repositories in order of appearance.
  package func jobsByRepo(_ kind: Job.Kind) -> [(repo: Text, jobs: [ResolvedJob])] {
    groups(kind).byRepo
  }
}

/// The jobs of one kind.
private struct JobGroups {
  private(set) var byRepo: [(repo: Text, jobs: [ResolvedJob])] = []
  /// All of them in order, which `byRepo` keeps.
  ///
  /// Rules on several threads walk over the same jobs, and would wait for each other to count
  /// references.
  private(set) var uncounted: [Unmanaged<ResolvedJob>] = []
  /// In `byRepo`.
  private var positions: [Text: Int] = [:]

  mutating func append(_ job: ResolvedJob) {
    uncounted.append(.passUnretained(job))
    let repo = job.job.repo
    if let last = byRepo.last, last.repo == repo {
      byRepo[byRepo.count - 1].jobs.append(job)
    } else if let position = positions[repo] {
      byRepo[position].jobs.append(job)
    } else {
      positions[repo] = byRepo.count
      byRepo.append((repo, [job]))
    }
  }
}

/// What the rule about the settings looks at.
package struct SettingsScope: Sendable {
  package let file: LoadedFile
  package let options: LintOptions
  package let catalogue: RuleCatalogue
  /// Whether the selection leaves rules that look at the configuration.
  package let leavesRules: Bool
  /// The files of the run by their shown paths; `nil` if they are not known.
  package let paths: [String]?
}
