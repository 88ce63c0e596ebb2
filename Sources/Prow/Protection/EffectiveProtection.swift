internal import GoFormats
package import YAML

/// The branch protection of one branch after inheritance, and what Prow's branchprotector makes of it.
///
/// Sources: Prow, `protect`, `UpdateOrg`, `UpdateRepo` and `UpdateBranch` in
/// cmd/branchprotector/protect.go, and `GetPolicy` in pkg/config/branch_protection.go.
package struct EffectiveProtection: Sendable {
  package enum Outcome: String, Sendable {
    /// Prow protects the branch with these settings.
    case protected
    /// Prow takes the protection away.
    case unprotected
    /// Prow leaves the branch as it is.
    case unmanaged
    /// Prow refuses the settings and leaves the branch as it is.
    case refused
  }

  package let outcome: Outcome
  /// The settings that hold for the branch; without levels if there is no branch protection.
  package let policy: ProtectionPolicy
  /// Whether to protect it, jobs taken into account; `nil` if nothing says so.
  package let isProtected: Bool?
  /// The contexts that it names, and those of jobs that always run, by text; where each comes from.
  package let contexts: [(text: Text, node: Node)]

  /// `presubmits`: Those of the repository.
  package init(_ workspace: Workspace, repo: String, branch: String, presubmits: [Job]) {
    guard let tree = ProtectionTree(workspace) else {
      outcome = .unmanaged
      policy = ProtectionPolicy(levels: [])
      isProtected = nil
      contexts = []
      return
    }
    let (org, name) = RepoKey.orgAndName(repo)
    let policy = tree.policy(org: org, repo: name, branch: branch)
    let running = presubmits.filter { BranchFilter($0).admits(branch) }
    let protection = BranchProtection(policy, jobs: running, in: tree)
    let isReached =
      tree.reaches(org: org, repo: name, isTested: !presubmits.isEmpty)
      && policy.covers(branch: branch) && policy.bool(.unmanaged) != true
    self.policy = policy
    var isProtected = policy.bool(.protect)
    var required: Set<Text> = []
    if case .policy(let decided, let all) = protection {
      isProtected = decided
      required = all
    }
    self.isProtected = isProtected
    contexts = EffectiveProtection.places(of: required, policy, running)
    outcome = isReached ? EffectiveProtection.outcome(of: protection) : .unmanaged
  }

  private static func outcome(of protection: BranchProtection) -> Outcome {
    switch protection {
    case .none, .policy(isProtected: nil, _): .unmanaged
    case .refused: .refused
    case .policy(isProtected: true?, _): .protected
    case .policy(isProtected: false?, _): .unprotected
    }
  }

  private static func places(
    of required: Set<Text>,
    _ policy: ProtectionPolicy,
    _ running: [Job]
  ) -> [(text: Text, node: Node)] {
    var nodes: [Text: Node] = [:]
    for node in policy.contexts where nodes[node.text] == nil { nodes[node.text] = node }
    for job in running where required.contains(job.context) && nodes[job.context] == nil {
      nodes[job.context] = job[.context].flatMap { $0.isEmpty ? nil : $0 } ?? job.nameNode
    }
    return nodes.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
      .map { ($0.key, $0.value) }
  }
}

extension ProtectionTree {
  /// Whether branchprotector looks at a repository.
  ///
  /// `isTested`: Whether it has presubmits.
  fileprivate func reaches(org: String, repo: String, isTested: Bool) -> Bool {
    if isTested, isTrue(.protectTestedRepos) { return true }
    guard let level = self.org(named: org) else { return false }
    // An org that says whether to protect means all its repositories, others those that it lists.
    return ProtectionPolicy(levels: [top, level]).bool(.protect) != nil
      || level.repo(named: repo) != nil
  }
}

extension ProtectionPolicy {
  /// Whether `include` and `exclude` leave the branch in; a branch that is listed always is.
  fileprivate func covers(branch: String) -> Bool {
    if levels.count == 4 { return true }
    func matches(_ field: Field) -> Bool? {
      let patterns = strings(field).map(\.text.string)
      if patterns.isEmpty { return nil }
      return (try? GoRegex.compile(patterns.joined(separator: "|")).get().matches(branch)) ?? false
    }
    return matches(.include) ?? !(matches(.exclude) ?? false)
  }
}
