package import YAML

/// A context that a list of branch protection or of Tide's options names, and whose merges wait for it.
///
/// Sources: Prow, `BranchProtection` in pkg/config/branch_protection.go and `TideContextPolicyOptions`
/// in pkg/config/tide.go.
package struct NamedContext: Sendable {
  /// The item of the list.
  package let node: Node
  /// `nil` where it is for all organizations.
  private let org: String?
  /// The name within the organization; `nil` where it is for all its repositories.
  private let repo: String?

  /// Those of all levels, in the order written, branch protection first.
  package static func all(_ workspace: Workspace) -> [NamedContext] {
    let roots = workspace.configRoots
    let protection = roots.compactMap { $0[.branchProtection] }.flatMap { root in
      all(below: root) { $0[.requiredStatusChecks].map { $0.list(.contexts) } ?? [] }
    }
    let lists: [Field] = [.requiredContexts, .requiredIfPresentContexts, .optionalContexts]
    let options = [workspace.configRoot?[.tide]?[.contextOptions]].compactMap(\.self).flatMap {
      all(below: $0) { level in lists.flatMap { level.list($0) } }
    }
    return protection + options
  }

  private static func all(below root: Node, _ items: (Node) -> [Node]) -> [NamedContext] {
    var found: [NamedContext] = []
    func add(_ level: Node, _ org: String?, _ repo: String?) {
      found += items(level).filter { $0.string != nil }.map {
        NamedContext(node: $0, org: org, repo: repo)
      }
    }
    func entries(_ level: Node, _ field: Field) -> [Node.Entry] {
      level[field].map { Array($0.entries) } ?? []
    }
    add(root, nil, nil)
    for org in entries(root, .orgs) {
      let orgName = org.key.text.string
      add(org.value, orgName, nil)
      for repo in entries(org.value, .repos) {
        let name = repo.key.text.string
        add(repo.value, orgName, name)
        for branch in entries(repo.value, .branches) { add(branch.value, orgName, name) }
      }
    }
    return found
  }

  /// Whether it is for the repository of a job, whatever the branches.
  package func covers(_ job: Job) -> Bool {
    guard let org else { return true }
    let (jobOrg, jobRepo) = RepoKey.orgAndName(job.repo.string)
    return org == jobOrg && (repo == nil || jobRepo.isEmpty || repo == jobRepo)
  }

  /// Whether it is the context of a presubmit.
  package func isOf(_ job: Job) -> Bool {
    job.kind == .presubmit && job.context == node.text && covers(job)
  }
}
