/// Decides when a head may be applied although it is not a descendant of what was applied.
///
/// A server that is behind, or a cache in between, shows an old head for a while; a branch that
/// somebody really rewrote stays at its new head.
struct RewriteWatch: Sendable {
  /// For how long the remote must show the same head.
  let patience: Duration
  private var suspect: (head: String, since: Duration)?
  private(set) var approved: String?

  var isWaiting: Bool { suspect != nil }

  init(patience: Duration) {
    self.patience = patience
  }

  /// The remote shows a head that is not a descendant.
  ///
  /// - Parameters:
  ///   - head: The head.
  ///   - isAnnounced: Whether a signed webhook told of a forced push to it.
  ///   - now: On a clock that never goes back.
  /// - Returns: Whether it may be applied.
  mutating func sees(_ head: String, isAnnounced: Bool, at now: Duration) -> Bool {
    if approved == head { return true }
    approved = nil
    if isAnnounced || suspect.map({ $0.head == head && now - $0.since >= patience }) ?? false {
      approved = head
      suspect = nil
      return true
    }
    if suspect?.head != head { suspect = (head, now) }
    return false
  }

  /// The remote shows a head that is as it should be.
  ///
  /// An approval is for one head only: once the branch has gone on, the same head is an old one.
  mutating func settle(at head: String) {
    suspect = nil
    if approved != head { approved = nil }
  }
}
