internal import YAML

/// The branch that a question about a job is about, where nobody names one.
///
/// What a repository's default branch is, the configuration does not say.
package struct AssumedBranch: Sendable {
  private let defaults: [String]

  /// - Parameters:
  ///   - workspace: Whose branch protection and Tide name branches.
  ///   - repo: `org/repo`.
  ///   - jobs: The presubmits and postsubmits of the repository.
  package init(_ workspace: Workspace, repo: String, jobs: [Job]) {
    let listed = Branches.named(workspace, repo: repo)
    let named = jobs.flatMap { BranchFilter($0).branches }.compactMap {
      BranchNames.plainName($0.string)
    }
    func count(_ branch: String) -> Int { named.count { $0 == branch } }
    let likely = BranchNames.ofDefault(jobs, listed: listed).sorted { count($0) > count($1) }
    defaults = likely + ["main", "master"].filter { !likely.contains($0) }
  }

  /// The first branch on which the job can run: the default one, else one that its filter names; `nil`
  /// if none is known.
  package func name(for job: Job) -> String? {
    let filter = BranchFilter(job)
    let admission = BranchFilter.Admission(filter)
    let named = filter.branches.compactMap { BranchNames.plainName($0.string) }
    return (defaults + named).first { admission.admits($0) }
  }

  /// The default branch, as far as it can be known.
  package var name: String { defaults[0] }
}

/// The branches of a repository that the configuration names.
package enum Branches {
  /// Those of jobs, of branch protection and of Tide; the default branch first, then as the alphabet
  /// has them.
  package static func known(_ workspace: Workspace, repo: String, jobs: [Job]) -> [String] {
    let patterns = jobs.flatMap { job in
      let filter = BranchFilter(job)
      return filter.branches + filter.skipBranches
    }
    let plain = Set(patterns).compactMap { BranchNames.plainName($0.string) }
    let first = AssumedBranch(workspace, repo: repo, jobs: jobs).name
    let others = Set(plain + named(workspace, repo: repo)).subtracting([first])
    return [first] + others.sorted()
  }

  /// Those of branch protection and of Tide.
  static func named(_ workspace: Workspace, repo: String) -> [String] {
    let (org, name) = RepoKey.orgAndName(repo)
    let protected = ProtectionTree(workspace)?.org(named: org)?.repo(named: name)?.branches ?? []
    let options = TideOptions(workspace).branches(org: org, repo: name)
    return protected.map(\.key.text.string) + options.map(\.key.text.string)
      + TideQueries(workspace).covering(repo: repo).branches
  }
}
