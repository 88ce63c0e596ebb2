internal import Configs
internal import Diagnostics
internal import JobDiff
internal import Prow
internal import YAML

/// Finds the statuses that merges wait for in one of two configurations, and not in the other.
struct ContextComparison {
  private let old: Side
  private let new: Side
  /// What jobs were called by their contexts before, by repository and new context.
  private let formerContexts: [String: [String: String]]
  /// Whether some jobs are not known, so that one of them may report a context.
  private let lacksJobs: Bool
  /// The branches that jobs name of which something changes, by repository.
  private let changedBranches: [String: [String]]

  private struct Side {
    let workspace: Workspace
    /// Presubmits of central job files, by repository.
    let presubmits: [String: [Job]]
    let protection: ProtectionTree?

    /// `unread`: Files of which only one side knows the jobs.
    init(_ configuration: Configuration, except unread: Set<String>) {
      workspace = configuration.workspace
      protection = ProtectionTree(workspace)
      let known = configuration.jobsByFile.filter { !unread.contains($0.file.file.path) }
      let jobs = known.flatMap(\.jobs).map(\.job)
      presubmits = Dictionary(grouping: jobs.filter { $0.kind == .presubmit && $0.isCentral }) {
        $0.repo.string
      }
    }

    func contexts(_ repo: String, _ branch: String) -> RequiredContexts {
      RequiredContexts(repo, branch, presubmits[repo] ?? [], in: workspace)
    }

    /// What decides on contexts besides jobs.
    var settings: [[UInt8]?] {
      workspace.configRoots.flatMap { root in
        [root[.branchProtection], root[.tide]?[.contextOptions]].map { node in
          node.flatMap { JSONProjection.text(of: $0) }
        }
      }
    }
  }

  /// - Parameters:
  ///   - old: The configuration before; both must live as long as the comparison.
  ///   - new: The configuration after.
  ///   - jobs: What differs between their jobs.
  /// - Returns: The changes, by repository and context.
  static func changes(
    from old: Configuration,
    to new: Configuration,
    _ jobs: JobsDiff
  ) -> [ContextChange] {
    let unread = Set(jobs.unread.map(\.name))
    // Without its settings, nothing is known of what merges wait for.
    let configs = [old, new].compactMap(\.workspace.config)
    if configs.contains(where: { !$0.isReadable }) { return [] }
    let comparison = ContextComparison(
      Side(old, except: unread),
      Side(new, except: unread),
      jobs
    )
    let touched = Set(jobs.changes.filter(\.decidesOnMerges).map(\.job.repo))
    let repos = comparison.hasSameSettings ? touched : comparison.repositories
    return repos.sorted().flatMap(comparison.changes)
  }

  private init(_ old: Side, _ new: Side, _ jobs: JobsDiff) {
    (self.old, self.new) = (old, new)
    var former: [String: [String: String]] = [:]
    for change in jobs.changes where change.job.kind == "presubmit" {
      guard let field = change.fields.first(where: { $0.name == "context" }), let now = field.new
      else { continue }
      former[change.job.repo, default: [:]][now] = field.old
    }
    formerContexts = former
    lacksJobs = !jobs.unread.isEmpty
    let changed = Dictionary(grouping: jobs.changes.filter(\.decidesOnMerges), by: \.job.repo)
    changedBranches = changed.mapValues { changes in
      let names = Set(changes.flatMap { [$0.job.name, $0.oldName ?? ""] })
      let repo = changes[0].job.repo
      let all = (old.presubmits[repo] ?? []) + (new.presubmits[repo] ?? [])
      return ContextComparison.branches(of: all.filter { names.contains($0.name.string) })
    }
  }

  /// The branches that jobs are for, as far as they name them.
  private static func branches(of jobs: [Job]) -> [String] {
    jobs.flatMap { BranchFilter($0).branches }.compactMap { BranchNames.plainName($0.string) }
  }

  private var hasSameSettings: Bool { old.settings == new.settings }

  /// All that have presubmits or are listed by branch protection.
  private var repositories: Set<String> {
    let listed = [old, new].compactMap(\.protection).flatMap(\.orgs).flatMap(\.repos).map(\.name)
    return Set(old.presubmits.keys).union(new.presubmits.keys).union(listed)
  }

  // MARK: One repository

  private struct Change: Hashable {
    var kind: ContextChange.Kind
    var context: String
  }

  private func changes(of repo: String) -> [ContextChange] {
    let branches = branches(of: repo)
    var found: [Change: (branches: [String], place: Place)] = [:]
    for branch in branches {
      for (change, place) in changes(of: repo, on: branch) {
        found[change, default: ([], place)].branches.append(branch)
      }
    }
    let inOrder = found.sorted {
      ($0.key.context, $0.value.branches[0]) < ($1.key.context, $1.value.branches[0])
    }
    return inOrder.map { change, found in
      ContextChange(
        kind: change.kind,
        repo: repo,
        context: change.context,
        branches: found.branches.count == branches.count ? [] : found.branches.sorted(),
        place: FileLine(found.place)
      )
    }
  }

  /// More branches of a repository are not looked at, since each takes a look at all of its jobs.
  private static let mostBranches = 30

  /// The default branch, those that settings list, and those that jobs are for, changed jobs first.
  private func branches(of repo: String) -> [String] {
    let (org, name) = RepoKey.orgAndName(repo)
    var listed: [String] = []
    for side in [old, new] {
      let level = side.protection?.org(named: org)?.repo(named: name)
      listed += level?.branches.map(\.key.text.string) ?? []
      listed += TideOptions(side.workspace).branches(org: org, repo: name)
        .map(\.key.text.string)
    }
    let jobs = [old, new].flatMap { $0.presubmits[repo] ?? [] }
    let named = (changedBranches[repo] ?? []) + ContextComparison.branches(of: jobs)
    let usual = BranchNames.ofDefault(jobs, listed: listed).prefix(1)
    var seen: Set<String> = []
    let all = (usual + listed + named).filter { seen.insert($0).inserted }
    return all.prefix(ContextComparison.mostBranches).sorted()
  }

  private func changes(of repo: String, on branch: String) -> [(Change, Place)] {
    let before = old.contexts(repo, branch).askers
    let after = new.contexts(repo, branch).askers
    var former = formerContexts[repo] ?? [:]
    former = former.filter { before[$0.value] != nil && after[$0.value] == nil }
    var changes: [(Change, Place)] = []
    for (context, asker) in after {
      let kind: ContextChange.Kind
      switch (before[context], asker.setting) {
      case (nil, nil): kind = former[context].map { .renamed(from: $0) } ?? .appears
      case (nil, let setting?) where !lacksJobs: kind = .isAskedFor(setting: setting)
      case (let was?, let setting?) where was.setting == nil && !lacksJobs:
        kind = .isNotReported(setting: setting)
      default: continue
      }
      changes.append((Change(kind: kind, context: context), asker.place))
    }
    let renamed = Set(former.filter { after[$0.key] != nil && before[$0.key] == nil }.values)
    for (context, asker) in before where after[context] == nil && !renamed.contains(context) {
      changes.append((Change(kind: .vanishes, context: context), asker.place))
    }
    return changes
  }
}

extension JobChange {
  /// Whether other merges may wait for the presubmit, or for another context of it.
  fileprivate var decidesOnMerges: Bool {
    guard job.kind == "presubmit" else { return false }
    return kind != .changed && kind != .moved
      || fields.contains { field in
        // An item of a list has its position behind the name.
        JobChange.fieldsForMerges.contains(String(field.name.prefix { $0 != "[" }))
      }
  }

  /// As `JobChange` names them.
  private static let fieldsForMerges: Set<String> = [
    "runs", "merging", "context", "branches", "skip_branches", "run_before_merge",
  ]
}
