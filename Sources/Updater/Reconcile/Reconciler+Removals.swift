internal import ConfigMaps

extension Reconciler {
  /// The label of a pull request that lets its keys go.
  package static let removalLabel = "plimsoll/allow-removals"

  /// Why a head is held back that would remove so many keys; `nil` if it may be applied.
  func removalRefusal(_ head: PreparedHead, _ branch: BranchRecord) async -> String? {
    isHeldBack = false
    mayRemove = true
    guard let limit = settings.removals else { return nil }
    // Another replica may have brought the clusters further than this journal knows, or there is no
    // journal: then each ConfigMap tells by itself how many keys would go.
    guard !isNewLeader, let applied = branch.applied, let old = await state(of: applied) else {
      if branch.applied != head.revision {
        mayRemove = await isLabelled(newCommits(head.revision, branch))
      }
      return nil
    }
    // What is applied was let pass before.
    guard applied != head.revision, let words = limit.objection(from: old, to: head.state) else {
      return nil
    }
    mayRemove = await isLabelled(newCommits(head.revision, branch))
    if mayRemove { return nil }
    isHeldBack = true
    return "\(words); if that is meant, give the pull request the label "
      + "\"\(Reconciler.removalLabel)\", or start the updater with --allow-removals"
  }

  private func state(of commit: String) async -> DesiredState? {
    if let lastApplied, lastApplied.revision == commit { return lastApplied.state }
    guard let tree = try? upstream.tree(of: commit) else { return nil }
    let repository = source.repository
    let read = try? await reader.prepare(tree, revision: commit, repository: repository).state
    lastApplied = read.map { (commit, $0) }
    return read
  }
}
