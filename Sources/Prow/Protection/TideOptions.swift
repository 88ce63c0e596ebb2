package import YAML

/// `tide.context_options` as they hold for repositories and branches.
///
/// Source: Prow, `ParseTideContextPolicyOptions` in pkg/config/tide.go.
package struct TideOptions: Sendable {
  private let root: Node?

  package init(_ workspace: Workspace) {
    root = workspace.configRoot?[.tide]?[.contextOptions]
  }

  /// The levels that hold for a repository, the strongest last: the top, the org's, its own.
  package func levels(org: String, repo: String) -> [Node] {
    let org = root.flatMap { TideOptions.entry(org, in: $0[.orgs]) }
    let repo = org.flatMap { TideOptions.entry(repo, in: $0[.repos]) }
    return [root, org, repo].compactMap(\.self)
  }

  /// The levels that hold for a branch.
  package func levels(org: String, repo: String, branch: String) -> [Node] {
    let levels = levels(org: org, repo: repo)
    guard levels.count == 3 else { return levels }
    return levels + [TideOptions.entry(branch, in: levels[2][.branches])].compactMap(\.self)
  }

  /// The branches that a repository has options for.
  package func branches(org: String, repo: String) -> [Node.Entry] {
    let levels = levels(org: org, repo: repo)
    guard levels.count == 3 else { return [] }
    return (levels[2][.branches].map { Array($0.entries) } ?? []).filter { !$0.value.isNull }
  }

  /// The branches that any repository has options for: `org/repo` and the key of the branch.
  var allBranches: [(repo: String, branch: Node)] {
    func entries(_ node: Node?, _ field: Field) -> [Node.Entry] {
      node?[field].map { Array($0.entries) } ?? []
    }
    return entries(root, .orgs).flatMap { org in
      entries(org.value, .repos).flatMap { repo in
        entries(repo.value, .branches).map {
          ("\(org.key.text.string)/\(repo.key.text.string)", $0.key)
        }
      }
    }
  }

  /// The contexts that any level asks for.
  package var requiredContexts: Set<Text> {
    func below(_ levels: [Node], _ field: Field) -> [Node] {
      levels.flatMap { $0[field].map { $0.entries.map(\.value) } ?? [] }
    }
    let top = root.map { [$0] } ?? []
    let orgs = below(top, .orgs)
    let repos = below(orgs, .repos)
    return Set(
      [top, orgs, repos, below(repos, .branches)].joined()
        .flatMap { $0.list(.requiredContexts).map(\.text) }
    )
  }

  /// A boolean, from the strongest level that sets it.
  package static func bool(_ field: Field, _ levels: [Node]) -> Bool {
    levels.reversed().lazy.compactMap { $0[field]?.bool }.first ?? false
  }

  private static func entry(_ key: String, in map: Node?) -> Node? {
    map?.entries.first { $0.key.text.equals(key) && !$0.value.isNull }?.value
  }
}
