package import YAML

/// Branch protection: config.yaml and the files merged into it, as one tree.
package struct ProtectionTree: Sendable {
  /// The top, an org, a repository or a branch.
  package struct Level: Sendable {
    /// `acme`, `acme/rocket` or `acme/rocket branch main`; empty for the top.
    package var name: String
    /// The key of an org, repository or branch, or that of `branch-protection`.
    package var key: Node
    /// Where the level is written; several if files share it.
    package var nodes: [Node]

    package init(name: String, key: Node, nodes: [Node]) {
      self.name = name
      self.key = key
      self.nodes = nodes
    }
  }

  package let top: Level
  package let orgs: [Level]

  /// `nil` if no file has branch protection.
  package init?(_ workspace: Workspace) {
    let roots = workspace.configRoots.filter { $0[.branchProtection] != nil }
    guard let key = roots.first?.key(.branchProtection) else { return nil }
    top = Level(name: "", key: key, nodes: roots.compactMap { $0[.branchProtection] })
    orgs = top.children(.orgs) { $0 }
  }

  package func org(named name: String) -> Level? {
    orgs.first { $0.name == name }
  }

  package func isTrue(_ field: Field) -> Bool {
    top.nodes.contains { $0.isTrue(field) }
  }

  /// The policy of a repository; of all branches that it does not list.
  ///
  /// An org that is not listed has the top policy.
  package func policy(org: String, repo: String) -> ProtectionPolicy {
    var levels = [top]
    if let org = self.org(named: org) {
      levels.append(org)
      if let repo = org.repo(named: repo) { levels.append(repo) }
    }
    return ProtectionPolicy(levels: levels)
  }

  /// The policy of a branch.
  package func policy(org: String, repo: String, branch: String) -> ProtectionPolicy {
    var policy = policy(org: org, repo: repo)
    if policy.levels.count == 3, let branch = policy.levels[2].branch(named: branch) {
      policy.levels.append(branch)
    }
    return policy
  }
}

extension ProtectionTree.Level {
  package var repos: [Self] { children(.repos) { "\(name)/\($0)" } }
  package var branches: [Self] { children(.branches) { "\(name) branch \($0)" } }

  package func repo(named repo: String) -> Self? {
    child(.repos, repo, name: "\(name)/\(repo)")
  }

  package func branch(named branch: String) -> Self? {
    child(.branches, branch, name: "\(name) branch \(branch)")
  }

  package func children(_ field: Field, name: (String) -> String) -> [Self] {
    var positions: [Text: Int] = [:]
    var levels: [Self] = []
    for node in nodes {
      for entry in node[field].map({ Array($0.entries) }) ?? [] {
        if let position = positions[entry.key.text] {
          levels[position].nodes.append(entry.value)
        } else {
          positions[entry.key.text] = levels.count
          levels.append(
            Self(name: name(entry.key.text.string), key: entry.key, nodes: [entry.value])
          )
        }
      }
    }
    return levels
  }

  private func child(_ field: Field, _ key: String, name: @autoclosure () -> String) -> Self? {
    var level: Self?
    for node in nodes {
      guard let entry = node[field]?.entries.first(where: { $0.key.text.equals(key) }) else {
        continue
      }
      if level == nil { level = Self(name: name(), key: entry.key, nodes: []) }
      level?.nodes.append(entry.value)
    }
    return level
  }

  package func value(_ field: Field) -> Node? {
    nodes.lazy.compactMap { $0[field] }.first
  }

  package var isUnmanaged: Bool { value(.unmanaged)?.bool == true }
  package var isManaged: Bool { value(.unmanaged)?.bool == false }

  /// The keys of the policy's fields that are set.
  package var settings: [Node] {
    nodes.flatMap { node in
      ProtectionPolicy.fields.compactMap { node[$0] == nil ? nil : node.key($0) }
    }
  }
}
