internal import CEL
internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension SubjectWalk {
  /// The branches that the configuration names outright, by repository and name.
  func forEachBranch(_ body: (Subject) -> Bool) {
    let match = policy.match
    let view = BranchObject.WorldView(
      repositories: world.repositories,
      workspace: world.configuration.workspace
    )
    for branch in world.repositories.branches where match.takes(repo: branch.repo) {
      let path = world.path(branch.node.file.path)
      guard match.takes(path: path) else { continue }
      let subject = Subject(
        job: nil,
        value: .map(BranchObject(branch: branch, world: view)),
        path: path,
        origin: .node(branch.node)
      )
      if !body(subject) { return }
    }
  }
}
