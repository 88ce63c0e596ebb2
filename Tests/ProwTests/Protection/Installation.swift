import Configs
import Diagnostics
import Files
import Prow
import YAML

/// A configuration of Prow for tests of what merges wait for.
struct Installation {
  let workspace: Workspace
  /// The presubmits by key.
  let presubmits: [String: [Job]]

  /// A config.yaml and a job file in memory.
  init(config: String, jobs: String) {
    let schema = ProwSchema()
    self.init([
      .load(SourceFile(path: "config.yaml", text: config), kind: .config, schema: schema),
      .load(SourceFile(path: "jobs.yaml", text: jobs), kind: .jobs, schema: schema),
    ])
  }

  /// Files below a folder.
  init(folder: String, config: String, jobs: String) throws {
    let schema = ProwSchema()
    var files = [
      try LoadedFile.load("\(folder)/\(config)", name: config, kind: .config, schema: schema)
    ]
    let bounds = RepositoryBounds(around: folder)
    for file in try JobFileWalk.files(below: "\(folder)/\(jobs)", in: bounds) {
      files.append(try LoadedFile.load(file.path, name: file.path, kind: .jobs, schema: schema))
    }
    self.init(files)
  }

  private init(_ files: [LoadedFile]) {
    workspace = Workspace(files) { _ in nil }
    var presubmits: [String: [Job]] = [:]
    for file in workspace.filesWithJobs {
      for place in workspace.jobs(of: file) {
        let job = workspace.resolve(place).job
        if job.kind == .presubmit { presubmits[job.repo.string, default: []].append(job) }
      }
    }
    self.presubmits = presubmits
  }

  /// Presubmits that can run on a branch.
  func running(_ repo: String, on branch: String) -> [Job] {
    (presubmits[repo] ?? []).filter { BranchFilter($0).admits(branch) }
  }

  /// As Prow's `GetBranchProtection`.
  func protection(_ repo: String, branch: String) -> BranchProtection {
    let (org, name) = RepoKey.orgAndName(repo)
    guard let tree = ProtectionTree(workspace), tree.org(named: org) != nil else { return .none }
    return BranchProtection(
      tree.policy(org: org, repo: name, branch: branch),
      jobs: running(repo, on: branch),
      in: tree
    )
  }
}

extension BranchProtection {
  /// `none`, a refusal, or `protect` with the contexts: `true unit,lint`.
  var outline: String {
    switch self {
    case .none: "none"
    case .policy(let isProtected, let contexts):
      "\(isProtected.map { "\($0)" } ?? "open") \(contexts.map(\.string).sorted().joined(separator: ","))"
    case .refused(let refusal): "refused: \(refusal)"
    }
  }
}
