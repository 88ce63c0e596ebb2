internal import Diagnostics
internal import JobDiff
internal import Prow
internal import YAML

/// The statuses that every merge into a branch waits for, and who asks for each.
struct RequiredContexts {
  private(set) var askers: [String: Asker] = [:]

  /// Who asks for a status.
  struct Asker {
    /// `branch protection` or `Tide`, where a setting names it and no job reports it.
    var setting: String?
    /// The job, or the setting.
    var place: Place
  }

  /// - Parameters:
  ///   - repo: `org/repo`.
  ///   - branch: The branch that is merged into.
  ///   - presubmits: All of the repository but those of its in-repo config.
  ///   - workspace: What they are from.
  init(_ repo: String, _ branch: String, _ presubmits: [Job], in workspace: Workspace) {
    let merges = MergeRequirements(workspace, repo: repo, branch: branch, jobs: presubmits)
    for job in presubmits where merges.requirement(of: job) == .required {
      askers[job.context.string] = Asker(setting: nil, place: job.nameNode.place)
    }
    for (setting, nodes) in RequiredContexts.listed(repo, branch, presubmits, workspace) {
      for node in nodes {
        guard let context = node.string?.string, askers[context] == nil else { continue }
        askers[context] = Asker(setting: setting, place: node.place)
      }
    }
  }

  /// The contexts that settings name.
  private static func listed(
    _ repo: String,
    _ branch: String,
    _ presubmits: [Job],
    _ workspace: Workspace
  ) -> [(setting: String, contexts: [Node])] {
    let (org, name) = RepoKey.orgAndName(repo)
    let options = TideOptions(workspace).levels(org: org, repo: name, branch: branch)
    let ofTide = (setting: "Tide", contexts: options.flatMap { $0.list(.requiredContexts) })
    guard let tree = ProtectionTree(workspace), tree.org(named: org) != nil else { return [ofTide] }
    let policy = tree.policy(org: org, repo: name, branch: branch)
    let running = presubmits.lazy.filter { BranchFilter($0).admits(branch) }
    guard policy.bool(.unmanaged) != true,
      case .policy(true?, _) = BranchProtection(policy, jobs: running, in: tree)
    else { return [ofTide] }
    return [(setting: "branch protection", contexts: policy.contexts), ofTide]
  }
}
