package import YAML

/// A branch that the configuration names outright, not by a pattern.
package struct NamedBranch: Sendable {
  /// `org/repo`.
  package let repo: String
  package let name: String
  /// Where it is named: in branch protection, else in a job, else in Tide's settings.
  package let node: Node

  /// The branches of all repositories, sorted by repository and name.
  ///
  /// Those of `branches` and `skip_branches` of jobs, of branch protection, of Tide's context options,
  /// and of Tide's queries for each repository that any of these name.
  ///
  /// `jobs`: All presubmits and postsubmits.
  package static func all(_ workspace: Workspace, jobs: [Job]) -> [NamedBranch] {
    var finder = NamedBranchFinder()
    finder.addProtected(workspace)
    for job in jobs { finder.add(job) }
    finder.addTide(workspace)
    return finder.sorted
  }
}

/// Collects branches; the first place of a name stays.
private struct NamedBranchFinder {
  private var nodes: [String: [String: Node]] = [:]
  private var plainNames: [Text: String?] = [:]

  mutating func addProtected(_ workspace: Workspace) {
    for org in ProtectionTree(workspace)?.orgs ?? [] {
      for repo in org.repos {
        nodes[repo.name] = nodes[repo.name] ?? [:]
        for branch in repo.branches { add(branch.key.text.string, of: repo.name, branch.key) }
      }
    }
  }

  mutating func add(_ job: Job) {
    let repo = job.repo.string
    nodes[repo] = nodes[repo] ?? [:]
    for node in job.node.list(.branches) + job.node.list(.skipBranches) {
      guard let pattern = node.string, let name = plainName(pattern) else { continue }
      add(name, of: repo, node)
    }
  }

  mutating func addTide(_ workspace: Workspace) {
    let queries = TideQueries(workspace)
    for repo in queries.all.flatMap({ $0.list(.repos) }).compactMap({ $0.string?.string }) {
      nodes[repo] = nodes[repo] ?? [:]
    }
    for (repo, branch) in TideOptions(workspace).allBranches {
      add(branch.text.string, of: repo, branch)
    }
    for repo in nodes.keys {
      for query in queries.covering(repo: repo).all {
        for node in query.list(.includedBranches) + query.list(.excludedBranches) {
          if let name = node.string { add(name.string, of: repo, node) }
        }
      }
    }
  }

  private mutating func add(_ branch: String, of repo: String, _ node: Node) {
    if nodes[repo]?[branch] == nil { nodes[repo, default: [:]][branch] = node }
  }

  /// Many jobs have the same few patterns.
  private mutating func plainName(_ pattern: Text) -> String? {
    if let known = plainNames[pattern] { return known }
    let name = BranchNames.plainName(pattern.string)
    plainNames[pattern] = .some(name)
    return name
  }

  var sorted: [NamedBranch] {
    nodes.sorted { $0.key < $1.key }.flatMap { repo, branches in
      branches.sorted { $0.key < $1.key }.map {
        NamedBranch(repo: repo, name: $0.key, node: $0.value)
      }
    }
  }
}
