package import Diagnostics
package import Prow
package import YAML

/// What rules that look across files get: the configuration and all its jobs, resolved.
package struct LintScope: Sendable {
  package let workspace: Workspace
  /// The files with jobs, in the order in which Prow reads them, and the jobs of each.
  package let jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])]
  package let options: LintOptions
  private let presubmits: JobGroups
  private let postsubmits: JobGroups
  private let periodics: JobGroups

  package init(
    workspace: Workspace,
    jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])],
    options: LintOptions
  ) {
    self.workspace = workspace
    self.jobsByFile = jobsByFile
    self.options = options
    var (presubmits, postsubmits, periodics) = (JobGroups(), JobGroups(), JobGroups())
    for (_, jobs) in jobsByFile {
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

/// What a run is asked to do.
package struct LintOptions: Sendable {
  /// What the command line names, which wins over the rest.
  package var flags = Names()
  /// Rule ids and groups that run; all if empty.
  package var select: [String]
  /// Rule ids and groups that do not run.
  package var ignore: [String]
  /// Severities by rule id or group.
  package var severity: [String: SeveritySetting]
  /// Selection and severities for some files.
  package var paths: [PathOptions]
  /// Annotations that every job must have (checkconfig's required-job-annotations).
  package var requiredAnnotations: [String]
  /// The folders whose files are merged into config.yaml, as the paths of files start: with a slash
  /// at the end, empty for the working directory.
  package var supplementalConfig: [String] = []
  /// The same for plugins.yaml.
  package var supplementalPlugins: [String] = []
  /// Whether the run sees the whole configuration, not just some of its job files.
  package var isWhole = true
  /// Date of the Prow that reads the files.
  package var prowVersion = ProwSchema.baseline

  /// Rule ids and groups to run and to leave out.
  package struct Names: Sendable {
    package var select: [String] = []
    package var ignore: [String] = []

    package init(select: [String] = [], ignore: [String] = []) {
      self.select = select
      self.ignore = ignore
    }
  }

  package struct PathOptions: Sendable {
    package var matches: @Sendable (String) -> Bool
    package var select: [String]
    package var ignore: [String]
    package var severity: [String: SeveritySetting]
    /// Position among the entries of `paths` in the settings.
    package var position: Int
    /// Whether a file that is not a part of the run may match.
    package var mayMatchOthers: @Sendable () -> Bool

    package init(
      matches: @escaping @Sendable (String) -> Bool,
      select: [String] = [],
      ignore: [String] = [],
      severity: [String: SeveritySetting] = [:],
      position: Int = 0,
      mayMatchOthers: @escaping @Sendable () -> Bool = { true }
    ) {
      self.matches = matches
      self.select = select
      self.ignore = ignore
      self.severity = severity
      self.position = position
      self.mayMatchOthers = mayMatchOthers
    }
  }

  package init(
    select: [String] = [],
    ignore: [String] = [],
    severity: [String: SeveritySetting] = [:],
    paths: [PathOptions] = [],
    requiredAnnotations: [String] = []
  ) {
    self.select = select
    self.ignore = ignore
    self.severity = severity
    self.paths = paths
    self.requiredAnnotations = requiredAnnotations
  }
}

extension LintOptions {
  /// All names of rules and groups that the settings and the command line have.
  var names: [String] {
    flags.select + flags.ignore + select + ignore + severity.keys
      + paths.flatMap { $0.select + $0.ignore + $0.severity.keys }
  }

  /// What runs without settings, and this rule even if it is pedantic.
  package init(running rule: Rule) {
    self.init(severity: rule.group == .pedantic ? [rule.id: .on(rule.severity)] : [:])
  }

  /// Whether only rules of one group run.
  package func isOnly(_ group: Rule.Group) -> Bool {
    let select = flags.select.isEmpty ? select : flags.select
    return !select.isEmpty
      && select.allSatisfy { $0 == group.rawValue || Rule.group(of: $0) == group.rawValue }
  }
}

extension LintOptions {
  /// Whether Tide is compared with plugins only as far as checkconfig's
  /// `mismatched-tide-lenient` does.
  package var comparesTideLeniently: Bool {
    let select = flags.select.isEmpty ? select : flags.select
    return select.contains("mismatched-tide-lenient") && !select.contains("mismatched-tide")
      && !select.contains(Rule.Group.prow.rawValue)
  }
}

/// What the rule about the settings looks at.
package struct SettingsScope: Sendable {
  package let file: LoadedFile
  package let options: LintOptions
  /// Whether the selection leaves rules that look at the configuration.
  package let leavesRules: Bool
  /// The files of the run by their shown paths; `nil` if they are not known.
  package let paths: [String]?
}

/// What settings make of a rule's severity.
package enum SeveritySetting: Sendable, Hashable {
  case on(Severity)
  case off
}
