internal import Configs
internal import Formats
internal import Prow
internal import YAML

/// All that Prow does for one repository.
package struct RepositoryPage {
  let repo: String
  let workspace: Workspace
  /// Its presubmits and postsubmits, as written.
  let jobs: [Job]
  /// The periodics that clone it.
  let periodics: [Job]
  /// The branches that the configuration names, the default one first.
  let branches: [Branch]
  let queries: TideQueries
  let plugins: EnabledPlugins
  let places: PlaceWords

  /// What merges into a branch need.
  struct Branch {
    let name: String
    let merges: MergeRequirements
    /// Contexts that every merge waits for, sorted.
    let required: [String]
    /// Contexts that merges wait for once a job has started, sorted.
    let ifRun: [String]
    let method: TideMergeMethod
  }

  /// - Parameters:
  ///   - repo: `org/repo`; for Gerrit its URL.
  ///   - answers: About the configuration that says what Prow does.
  ///   - pages: Where places and jobs lead to; nowhere by default.
  package init(
    _ repo: String,
    _ answers: SharedAnswers,
    _ pages: LinkedPages = LinkedPages()
  ) {
    self.repo = repo
    let workspace = answers.configuration.workspace
    self.workspace = workspace
    let jobs = answers.repositoryJobs.of(repo)
    self.jobs = jobs
    periodics = answers.repositoryJobs.periodics(cloning: repo)
    branches = Branches.known(workspace, repo: repo, jobs: jobs).map {
      RepositoryPage.branch($0, of: repo, jobs, workspace)
    }
    queries = TideQueries(workspace).covering(repo: repo)
    plugins = EnabledPlugins(workspace, repo: repo)
    places = PlaceWords(
      names: [(workspace.config, "config.yaml"), (workspace.plugins, "plugins.yaml")]
        .compactMap { file, name in file.map { ($0.file, name) } },
      pages
    )
  }

  /// Whether any job is for the repository.
  package var hasJobs: Bool { !jobs.isEmpty || !periodics.isEmpty }

  /// Whether the configuration says anything about the repository.
  package var isKnown: Bool {
    let (org, name) = RepoKey.orgAndName(repo)
    return !jobs.isEmpty || !periodics.isEmpty || !queries.isEmpty || !plugins.builtIn.isEmpty
      || ProtectionTree(workspace)?.org(named: org)?.repo(named: name) != nil
  }

  private static func branch(
    _ branch: String,
    of repo: String,
    _ jobs: [Job],
    _ workspace: Workspace
  ) -> Branch {
    let presubmits = jobs.filter { $0.kind == .presubmit }
    let merges = MergeRequirements(workspace, repo: repo, branch: branch, jobs: presubmits)
    let contexts = merges.contexts(presubmits)
    return Branch(
      name: branch,
      merges: merges,
      required: contexts.required,
      ifRun: contexts.ifRun,
      method: TideMergeMethod(workspace, repo: repo, branch: branch)
    )
  }

  /// The jobs by the branches for which they are, in the order in which these come first.
  var groups: [(title: SheetLine, jobs: [Job])] {
    var order: [BranchFilter] = []
    var groups: [BranchFilter: [Job]] = [:]
    for job in jobs {
      let filter = BranchFilter(job)
      if groups[filter] == nil { order.append(filter) }
      groups[filter, default: []].append(job)
    }
    let sorted = order.filter(\.isUnlimited) + order.filter { !$0.isUnlimited }
    return sorted.map { (RepositoryPage.title($0), groups[$0] ?? []) }
  }

  private static func title(_ filter: BranchFilter) -> SheetLine {
    let branches = SheetLine.list(filter.branches.map(\.string))
    let skipped = SheetLine.list(filter.skipBranches.map(\.string))
    if filter.isUnlimited { return "Jobs on every branch" }
    if filter.skipBranches.isEmpty { return "Jobs on branches like " + branches }
    if filter.branches.isEmpty { return "Jobs on every branch but those like " + skipped }
    return "Jobs on branches like " + branches + " but not like " + skipped
  }
}
