package import Diagnostics
package import Prow
package import YAML

/// What rules that look across files get: the configuration and all its jobs, resolved.
package struct LintScope: Sendable {
  package let workspace: Workspace
  /// The files with jobs, in the order in which Prow reads them, and the jobs of each.
  package let jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])]
  package let options: LintOptions
  private let groups: [Job.Kind: [(repo: Text, jobs: [ResolvedJob])]]

  package init(
    workspace: Workspace,
    jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])],
    options: LintOptions
  ) {
    self.workspace = workspace
    self.jobsByFile = jobsByFile
    self.options = options
    let all = jobsByFile.lazy.map(\.jobs)
    groups = Dictionary(
      uniqueKeysWithValues: Job.Kind.allCases.map { ($0, LintScope.groups(of: $0, in: all)) }
    )
  }

  /// All jobs of a kind, in order.
  package func forEachJob(_ kind: Job.Kind, _ body: (ResolvedJob) -> Void) {
    for (_, jobs) in jobsByFile {
      for job in jobs where job.job.kind == kind { body(job) }
    }
  }

  /// Jobs of a kind by the repository that they are for, repositories in order of appearance.
  package func jobsByRepo(_ kind: Job.Kind) -> [(repo: Text, jobs: [ResolvedJob])] {
    groups[kind] ?? []
  }

  private static func groups(
    of kind: Job.Kind,
    in files: some Sequence<[ResolvedJob]>
  ) -> [(repo: Text, jobs: [ResolvedJob])] {
    var positions: [Text: Int] = [:]
    var groups: [(repo: Text, jobs: [ResolvedJob])] = []
    for jobs in files {
      for job in jobs where job.job.kind == kind {
        if let last = groups.last, last.repo == job.job.repo {
          groups[groups.count - 1].jobs.append(job)
        } else if let position = positions[job.job.repo] {
          groups[position].jobs.append(job)
        } else {
          positions[job.job.repo] = groups.count
          groups.append((job.job.repo, [job]))
        }
      }
    }
    return groups
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
