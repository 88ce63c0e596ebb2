internal import ConfigMaps
internal import Synchronization

/// Asked before each write: whether this process still leads, and whether what a ConfigMap holds is
/// no newer than what is to be written.
final class WriteGuard: Sendable {
  private let head: String
  private let upstream: any Upstream
  private let leadership: any Leadership
  private let isRewrite: Bool
  /// The commit that is taken back.
  private let takenBack: String?
  private let relations = Mutex<[String: Relation]>([:])
  private let newer = Mutex<Reconciler.Newer?>(nil)
  private let seen = Mutex<[ConfigMapTarget: String]>([:])

  /// - Parameters:
  ///   - head: The commit that is to be written.
  ///   - upstream: Knows how commits are related.
  ///   - leadership: Whether this process may write at all.
  ///   - isRewrite: Whether the branch was really put to a commit that is not a descendant.
  ///   - takenBack: A commit that may be written over, as may what leads to it; `nil` for none.
  init(
    head: String,
    upstream: any Upstream,
    leadership: any Leadership,
    isRewrite: Bool,
    takenBack: String? = nil
  ) {
    self.head = head
    self.upstream = upstream
    self.leadership = leadership
    self.isRewrite = isRewrite
    self.takenBack = takenBack
  }

  /// A commit that a ConfigMap was found to hold, and that the head does not descend from; that of
  /// the first ConfigMap.
  var foundNewer: Reconciler.Newer? { newer.withLock { $0 } }

  /// What ConfigMaps held that were to be written.
  var held: [ConfigMapTarget: String] { seen.withLock { $0 } }

  /// - Parameters:
  ///   - target: A ConfigMap.
  ///   - version: The commit that it holds; `nil` if it says none of ours.
  /// - Returns: Why nothing may be written; `nil` to go on.
  func objection(_ target: ConfigMapTarget, _ version: String?) -> String? {
    guard leadership.isHeld else { return "another replica leads now" }
    if let version { seen.withLock { $0[target] = version } }
    guard let version, GitMirror.isCommit(version[...]), !isRewrite else { return nil }
    if let takenBack, let relation = try? upstream.relation(of: takenBack, to: version),
      relation == .same || relation == .descendant
    {
      return nil
    }
    switch relation(version) {
    case .same, .descendant: return nil
    case .ancestor, .unrelated, nil:
      newer.withLock { known in
        if let known, known.target < target { return }
        known = Reconciler.Newer(commit: version, target: target)
      }
      return "it holds \(version.prefix(12)), which \(head.prefix(12)) does not descend from"
    }
  }

  private func relation(_ version: String) -> Relation? {
    if let known = relations.withLock({ $0[version] }) { return known }
    let relation = try? upstream.relation(of: head, to: version)
    relations.withLock { $0[version] = relation }
    return relation
  }
}
