internal import Diagnostics
internal import Prow
internal import YAML

/// Looks for required contexts on the branches that a repository surely has.
struct RequiredContextCheck {
  private let tree: ProtectionTree?
  private let options: TideOptions
  private let queries: [Node]
  private let report: Report
  /// All contexts that are required anywhere.
  private let required: Set<HashedText>
  private var filters = BranchFilters()
  private var seen: [Node] = []

  /// One branch, or those of which one is the default branch.
  private struct Target {
    var branches: [String]
    var isListed: Bool
  }

  init(_ scope: LintScope, _ report: Report) {
    tree = ProtectionTree(scope.workspace)
    options = TideOptions(scope.workspace)
    queries = ConfigParts.tideQueries(scope)
    self.report = report
    let contexts = (tree?.requiredContexts ?? []).union(options.requiredContexts)
    required = Set(contexts.map(HashedText.init))
  }

  var isNeeded: Bool { !required.isEmpty }

  mutating func check(_ org: String, _ repo: String, _ jobs: [Job]) {
    guard jobs.contains(where: { required.contains($0.contextKey) }) else { return }
    var listed = options.branches(org: org, repo: repo).map(\.key.text.string)
    let level = tree?.org(named: org)?.repo(named: repo)
    for branch in level?.branches ?? [] { listed.append(branch.key.text.string) }
    var targets = listed.map { Target(branches: [$0], isListed: true) }
    let defaults = BranchNames.ofDefault(jobs, listed: listed)
    if !defaults.isEmpty { targets.append(Target(branches: defaults, isListed: false)) }
    let byContext = Dictionary(grouping: jobs, by: \.context)
    for target in targets {
      checkProtection(org, repo, jobs, byContext, target)
      checkTide(org, repo, byContext, target)
    }
  }

  private mutating func checkProtection(
    _ org: String,
    _ repo: String,
    _ jobs: [Job],
    _ byContext: [Text: [Job]],
    _ target: Target
  ) {
    guard let tree, tree.org(named: org) != nil || tree.isTrue(.protectTestedRepos) else { return }
    let branch = target.branches[0]
    let policy = tree.policy(org: org, repo: repo, branch: branch)
    let contexts = policy.contexts.filter { byContext[$0.text] != nil }
    guard !contexts.isEmpty, policy.bool(.unmanaged) != true,
      case .policy(true?, _) = BranchProtection(
        policy,
        jobs: filters.running(jobs, on: branch),
        in: tree
      )
    else { return }
    // The rule tide-context-policy looks at what else Tide is told about these contexts.
    let isTides = TideOptions.bool(
      .fromBranchProtection,
      options.levels(org: org, repo: repo, branch: branch)
    )
    for node in contexts {
      guard let gap = gap(byContext[node.text] ?? [], target) else { continue }
      if isTides, !gap.isOnOtherBranches { continue }
      add(node, gap, by: "branch protection", "\(org)/\(repo)", target)
    }
  }

  private mutating func checkTide(
    _ org: String,
    _ repo: String,
    _ byContext: [Text: [Job]],
    _ target: Target
  ) {
    let merged = target.branches.filter { mergesInto(org, repo, $0) }
    guard let branch = merged.first else { return }
    for level in options.levels(org: org, repo: repo, branch: branch) {
      for node in level.list(.requiredContexts) {
        guard let jobs = byContext[node.text],
          let gap = gap(jobs, Target(branches: merged, isListed: target.isListed)),
          gap.isOnOtherBranches
        else { continue }
        add(node, gap, by: "Tide", "\(org)/\(repo)", target)
      }
    }
  }

  /// Whether Tide's queries leave the branch in, as far as they name the repository.
  private func mergesInto(_ org: String, _ repo: String, _ branch: String) -> Bool {
    let ofRepo = queries.filter { query in
      query.list(.orgs).contains { $0.text.equals(org) }
        || query.list(.repos).contains { $0.text.equals("\(org)/\(repo)") }
    }
    return ofRepo.isEmpty
      || ofRepo.contains { query in
        let included = query.list(.includedBranches)
        return (included.isEmpty || included.contains { $0.text.equals(branch) })
          && !query.list(.excludedBranches).contains { $0.text.equals(branch) }
      }
  }

  /// Why the status may not come; `nil` if it comes, or if a person must ask for it anyway.
  ///
  /// `jobs`: Those with the context.
  private mutating func gap(_ jobs: [Job], _ target: Target) -> StatusGap? {
    var first: StatusGap?
    for branch in target.branches {
      guard let gap = StatusGap(jobs, running: filters.running(jobs, on: branch)) else {
        return nil
      }
      first = first ?? gap
    }
    return first
  }

  private mutating func add(
    _ node: Node,
    _ gap: StatusGap,
    by who: String,
    _ repo: String,
    _ target: Target
  ) {
    guard !seen.contains(where: { $0.isSame(as: node) }) else { return }
    seen.append(node)
    let place =
      target.isListed || target.branches.count == 1 ? "\(repo) branch \(target.branches[0])" : repo
    let job = gap.job.name == gap.job.context ? "its job" : "its job \"\(gap.job.name.short)\""
    report(
      "\(who) of \(place.shortened) waits for \"\(node.text.short)\", but \(job) \(gap.words)",
      at: node,
      related: [(gap.job.nameNode, "the job")]
    )
  }
}

extension ProtectionTree {
  /// The contexts that any level asks for.
  fileprivate var requiredContexts: Set<Text> {
    let repos = orgs.flatMap(\.repos)
    let levels = [[top], orgs, repos, repos.flatMap(\.branches)].joined()
    return Set(levels.flatMap { ProtectionPolicy(levels: [$0]).contexts.map(\.text) })
  }
}
