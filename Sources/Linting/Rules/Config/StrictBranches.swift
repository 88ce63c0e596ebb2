internal import Diagnostics
internal import Prow
internal import YAML

/// Branches with strict status checks in repositories that Tide merges into.
///
/// Source: Prow, `validateStrictBranches` and `strictBranchesConfig` in cmd/checkconfig/main.go: an
/// org counts with all repositories that it does not list, a repository as soon as one of its
/// branches is strict.
struct StrictBranches {
  private let tree: ProtectionTree
  private let queries: [Node]
  /// Organizations in Tide's queries, and the repositories of each that all of them exclude.
  private var orgs: [String: Set<String>] = [:]
  /// `org/repo` in Tide's queries, and where.
  private var repos: [String: Node] = [:]

  struct Finding {
    var name: String
    var node: Node
    var query: Node?
  }

  /// `nil` without queries or branch protection.
  init?(_ scope: LintScope) {
    queries = ConfigParts.tideQueries(scope)
    guard !queries.isEmpty, let tree = ProtectionTree(scope.workspace) else { return nil }
    self.tree = tree
    for query in queries {
      let excluded = Set(query.list(.tideExcludedRepos).compactMap { $0.string?.string })
      for org in query.list(.orgs).compactMap({ $0.string?.string }) {
        let own = excluded.filter { $0.hasPrefix(org + "/") }
        orgs[org] = orgs[org].map { $0.intersection(own) } ?? own
      }
      for repo in query.list(.repos) {
        if let name = repo.string?.string, repos[name] == nil { repos[name] = repo }
      }
    }
    for org in Array(orgs.keys) { orgs[org]?.subtract(repos.keys) }
  }

  /// A finding for each place that says `strict: true`.
  func findings() -> [Finding] {
    if let node = ProtectionPolicy(levels: [tree.top]).strictNode {
      return [Finding(name: "every branch", node: node, query: queries.first?.firstKey)]
    }
    var findings: [Finding] = []
    func add(_ name: String, _ node: Node, _ query: Node?) {
      let isKnown = findings.contains {
        $0.node.isSame(as: node)
      }
      if !isKnown { findings.append(Finding(name: name, node: node, query: query)) }
    }
    for org in tree.orgs {
      let levels = [tree.top, org]
      for repo in org.repos {
        guard let query = place(ofRepo: repo.name, org: org.name) else { continue }
        if let node = ProtectionPolicy(levels: levels + [repo]).strictNode {
          add(repo.name, node, query)
        }
        for branch in repo.branches {
          guard let node = ProtectionPolicy(levels: levels + [repo, branch]).strictNode else {
            continue
          }
          add(branch.name, node, query)
        }
      }
      guard let node = ProtectionPolicy(levels: levels).strictNode else { continue }
      if orgs[org.name] != nil {
        add(org.name, node, place(ofOrg: org.name))
      } else {
        let listed = Set(org.repos.map(\.name))
        let others = repos.filter { $0.key.hasPrefix(org.name + "/") && !listed.contains($0.key) }
        if let first = others.min(by: { $0.key < $1.key }) { add(first.key, node, first.value) }
      }
    }
    return findings
  }

  /// Branches that set neither `protect` nor `unmanaged: true`, if checkconfig looks at them.
  func undecided() -> [ProtectionTree.Level] {
    if ProtectionPolicy(levels: [tree.top]).strictNode != nil { return [] }
    return tree.orgs.flatMap { org in
      org.repos.flatMap { repo -> [ProtectionTree.Level] in
        let levels = [tree.top, org, repo]
        if ProtectionPolicy(levels: levels).strictNode != nil { return [] }
        return repo.branches.filter { ProtectionPolicy(levels: levels + [$0]).isUndecided }
      }
    }
  }

  private func place(ofRepo repo: String, org: String) -> Node? {
    if let node = repos[repo] { return node }
    guard let excluded = orgs[org], !excluded.contains(repo) else { return nil }
    return place(ofOrg: org)
  }

  private func place(ofOrg org: String) -> Node? {
    queries.lazy.flatMap { $0.list(.orgs) }.first { $0.text.equals(org) }
  }
}
