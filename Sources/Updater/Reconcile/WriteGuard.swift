internal import Synchronization

/// Asked before each write: whether this process still leads, and whether what a ConfigMap holds is
/// no newer than what is to be written.
final class WriteGuard: Sendable {
  private let head: String
  private let upstream: any Upstream
  private let leadership: any Leadership
  private let isRewrite: Bool
  private let relations = Mutex<[String: Relation]>([:])
  private let newer = Mutex<String?>(nil)

  /// - Parameters:
  ///   - head: The commit that is to be written.
  ///   - upstream: Knows how commits are related.
  ///   - leadership: Whether this process may write at all.
  ///   - isRewrite: Whether the branch was really put to a commit that is not a descendant.
  init(head: String, upstream: any Upstream, leadership: any Leadership, isRewrite: Bool) {
    self.head = head
    self.upstream = upstream
    self.leadership = leadership
    self.isRewrite = isRewrite
  }

  /// A commit that some ConfigMap was found to hold, and that the head does not descend from.
  var foundNewer: String? { newer.withLock { $0 } }

  /// - Parameter version: The commit that a ConfigMap holds; `nil` if it says none of ours.
  /// - Returns: Why nothing may be written; `nil` to go on.
  func objection(_ version: String?) -> String? {
    guard leadership.isHeld else { return "another replica leads now" }
    guard let version, GitMirror.isCommit(version[...]), !isRewrite else { return nil }
    switch relation(version) {
    case .same, .descendant: return nil
    case .ancestor, .unrelated, nil:
      newer.withLock { $0 = version }
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
