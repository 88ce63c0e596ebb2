internal import Diagnostics
import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// Why Prow's branchprotector refuses to turn protection off.
  static let unprotectedRules: [Rule] = [requiredJobUnprotected, unprotectedSettings]

  static let requiredJobUnprotected = Rule(
    id: "required-job-unprotected",
    severity: .warning,
    summary: "a required job runs on a branch with protect: false",
    why: "Merges must wait for required jobs, and only branch protection makes GitHub wait. Prow's "
      + "branchprotector refuses such a branch: it logs \"required prow jobs require branch "
      + "protection\" and leaves the branch as it is.",
    help: "set protect: true, make the job optional, keep it off the branch with skip_branches, or "
      + "set unmanaged: true to leave the branch as it is",
    source: "Prow, `GetPolicy` in pkg/config/branch_protection.go",
    bad: .config(
      """
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                branches:
                  gh-pages: {protect: false}
      """,
      jobs: """
        presubmits:
          acme/rocket:
          - {name: unit, always_run: true, spec: {containers: [{image: golang}]}}
        """
    ),
    good: .config(
      """
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                branches:
                  gh-pages: {protect: false}
      """,
      jobs: """
        presubmits:
          acme/rocket:
          - name: unit
            always_run: true
            skip_branches: [^gh-pages$]
            spec: {containers: [{image: golang}]}
        """
    ),
    check: .workspace { scope, report in
      for refusal in UnprotectedBranches.refusals(scope) {
        guard case .jobs(let jobs) = refusal.cause, let first = jobs.first else { continue }
        let name = "\"\(first.name.short)\""
        let what =
          jobs.count == 1
          ? "required job \(name) runs there"
          : "\(jobs.count) required jobs run there, such as \(name)"
        report(
          "protect is false for \(refusal.name.shortened), and \(what)",
          at: refusal.protect,
          related: [(first.nameNode, "the job")]
        )
      }
    }
  )

  static let unprotectedSettings = Rule(
    id: "unprotected-settings",
    severity: .warning,
    summary: "a branch with protect: false has settings of branch protection",
    why: "Settings, also inherited ones, need protect: true. Prow's branchprotector refuses such a "
      + "branch: it logs that it \"defines a policy, which requires protect: true\" and leaves the "
      + "branch as it is.",
    help:
      "remove the setting, set protect: true, or set allow_disabled_policies: true at the top of "
      + "branch-protection",
    source: "Prow, `GetPolicy` in pkg/config/branch_protection.go",
    bad: .config(
      """
      branch-protection:
        orgs:
          acme:
            protect: true
            enforce_admins: true
            repos:
              rocket: {protect: false}
      """
    ),
    good: .config(
      """
      branch-protection:
        allow_disabled_policies: true
        orgs:
          acme:
            protect: true
            enforce_admins: true
            repos:
              rocket: {protect: false}
      """
    ),
    check: .workspace { scope, report in
      for refusal in UnprotectedBranches.refusals(scope) {
        guard case .setting(let field, let node) = refusal.cause else { continue }
        report(
          "protect is false for \(refusal.name.shortened), and \(field.name) is set",
          at: refusal.protect,
          related: [(node, "\(field.name) is set here")]
        )
      }
    }
  )
}

/// Finds `protect: false` where Prow refuses it.
///
/// Source: Prow, `UpdateOrg` and `UpdateRepo` in cmd/branchprotector/protect.go, which say what
/// branches are looked at.
private struct UnprotectedBranches {
  struct Refusal {
    var name: String
    /// The value of `protect`.
    var protect: Node
    var cause: Cause
  }

  enum Cause {
    /// Jobs that must run there; never empty.
    case jobs([Job])
    case setting(Field, Node)
  }

  private let tree: ProtectionTree
  private var filters = BranchFilters()
  /// Places of `protect` that were reported.
  private var seen: [Node] = []
  private var refusals: [Refusal] = []

  /// One for each place that says `protect: false`, at most.
  static func refusals(_ scope: LintScope) -> [Refusal] {
    guard let tree = ProtectionTree(scope.workspace), tree.canBeUnprotected else { return [] }
    var branches = UnprotectedBranches(tree)
    let unprotected = Dictionary(
      tree.orgs.map { ($0.name, tree.unprotected($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    let allCount = tree.isTrue(.protectTestedRepos)
    var jobs: [(org: String, repo: String, jobs: [ResolvedJob])] = []
    for (name, resolved) in scope.jobsByRepo(.presubmit) {
      guard let parts = name.orgAndRepo else { continue }
      let (org, repo) = (String(parts.org), String(parts.repo))
      let ofOrg = unprotected[org].map { $0?.contains(repo) ?? true } ?? false
      if allCount || ofOrg { jobs.append((org, repo, resolved)) }
    }
    let byOrg = Dictionary(grouping: jobs, by: \.org)
    for org in tree.orgs {
      let unprotected = unprotected[org.name] ?? []
      if unprotected?.isEmpty == true { continue }
      let ofOrg = byOrg[org.name] ?? []
      let isForAll = ProtectionPolicy(levels: [tree.top, org]).bool(.protect) != nil
      for repo in ofOrg where unprotected?.contains(repo.repo) ?? true {
        if isForAll || org.repo(named: repo.repo) != nil {
          branches.check(repo.org, repo.repo, repo.jobs)
        }
      }
      let known = Set(ofOrg.map(\.repo))
      for repo in org.repos.map(\.key.text.string)
      where !known.contains(repo) && unprotected?.contains(repo) ?? true {
        branches.check(org.name, repo, [])
      }
    }
    if allCount {
      for repo in jobs where tree.org(named: repo.org)?.repo(named: repo.repo) == nil {
        branches.check(repo.org, repo.repo, repo.jobs)
      }
    }
    return branches.refusals
  }

  private init(_ tree: ProtectionTree) {
    self.tree = tree
  }

  private mutating func check(_ org: String, _ repo: String, _ resolved: [ResolvedJob]) {
    let policy = tree.policy(org: org, repo: repo)
    let listed = policy.levels.count == 3 ? policy.levels[2].branches : []
    if refused(policy) == nil, listed.isEmpty { return }
    let jobs = ConfigParts.central(resolved)
    for branch in listed {
      let policy = ProtectionPolicy(levels: policy.levels + [branch])
      guard let protect = refused(policy) else { continue }
      let running = filters.running(jobs, on: branch.key.text.string)
      judge(running, policy, protect, name: branch.name)
    }
    guard let protect = refused(policy) else { return }
    let names = Set(listed.map(\.key.text.string))
    let others = OtherBranches(policy, listed: names)
    judge(others.running(jobs, &filters), policy, protect, name: "\(org)/\(repo)")
  }

  /// The place that says `protect: false`, if the branch is managed and so unprotected.
  private func refused(_ policy: ProtectionPolicy) -> Node? {
    guard policy.bool(.unmanaged) != true, policy.bool(.protect) == false else { return nil }
    guard let node = policy.node(.protect) else { return nil }
    let isKnown = seen.contains { $0.isSame(as: node) }
    return isKnown ? nil : node
  }

  /// `running`: The jobs that can run on the branches of the policy.
  private mutating func judge(
    _ running: [Job],
    _ policy: ProtectionPolicy,
    _ protect: Node,
    name: String
  ) {
    guard case .refused(let refusal) = BranchProtection(policy, jobs: running, in: tree) else {
      return
    }
    switch refusal {
    case .undecided: return
    case .requiredJobs:
      let requiresManualJobs = policy.bool(.requireManuallyTriggeredJobs) == true
      let required = running.filter {
        $0.contextRequirement(requiresManualJobs: requiresManualJobs) == .required
      }
      let cause = Cause.jobs(required.isEmpty ? running : required)
      refusals.append(Refusal(name: name, protect: protect, cause: cause))
    case .settings:
      guard let setting = policy.setting else { return }
      refusals.append(
        Refusal(name: name, protect: protect, cause: .setting(setting.field, setting.node))
      )
    }
    seen.append(protect)
  }
}

extension ProtectionTree {
  /// Whether any level says `protect: false`, so that a closer look is worth it.
  fileprivate var canBeUnprotected: Bool {
    says(top) || orgs.contains { unprotected($0)?.isEmpty != true }
  }

  /// The repositories of an org for which it is so; `nil` if it is so for all.
  fileprivate func unprotected(_ org: Level) -> Set<String>? {
    if says(top) || says(org) { return nil }
    let repos = org.repos.filter { says($0) || $0.branches.contains(where: says) }
    return Set(repos.map(\.key.text.string))
  }

  private func says(_ level: Level) -> Bool { level.value(.protect)?.bool == false }
}

/// The branches of a repository that branch protection does not list.
private struct OtherBranches {
  private let listed: Set<String>
  private let include: [GoRegex]
  private let exclude: [GoRegex]

  init(_ policy: ProtectionPolicy, listed: Set<String>) {
    self.listed = listed
    func patterns(_ field: Field) -> [GoRegex] {
      let joined = policy.strings(field).map(\.text.string).joined(separator: "|")
      return joined.isEmpty ? [] : [try? GoRegex.compile(joined).get()].compactMap(\.self)
    }
    include = patterns(.include)
    exclude = patterns(.exclude)
  }

  /// The jobs that can run on one of the branches.
  func running(_ jobs: [Job], _ filters: inout BranchFilters) -> [Job] {
    var running: [Job] = []
    for job in jobs where canRun(job, &filters) { running.append(job) }
    return running
  }

  private func canRun(_ job: Job, _ filters: inout BranchFilters) -> Bool {
    let patterns = BranchFilter(job).branches.map(\.string)
    let plain = patterns.compactMap(BranchNames.plainName)
    // A pattern for several branches is for one that is not listed, too.
    if plain.count < patterns.count, include.isEmpty, exclude.isEmpty { return true }
    let names = patterns.isEmpty || plain.count < patterns.count ? BranchNames.usual : []
    for name in plain + names where isManaged(name) && filters.admits(job, name) { return true }
    return false
  }

  private func isManaged(_ name: String) -> Bool {
    if listed.contains(name) { return false }
    if let include = include.first { return include.matches(name) }
    return !(exclude.first?.matches(name) ?? false)
  }
}
