/// Decides when a head may be applied although it is not a descendant of what was applied.
///
/// A server that is behind, or a cache in between, shows an old head for a while; a branch that
/// somebody really rewrote stays at its new head, or goes on from it.
struct RewriteWatch: Sendable {
  /// For how long the remote must show a head, or others that go on from it.
  private let patience: Duration
  private var line: Line?

  private struct Line {
    var head: String
    /// When its first head was seen.
    var since: Duration
    var isApproved = false
  }

  enum Verdict: Equatable {
    /// It may be applied; new if it could not before.
    case approved(isNew: Bool)
    /// The time that is left; new if nothing was waited for before.
    case waits(Duration, isNew: Bool)
  }

  init(patience: Duration) { self.patience = patience }

  /// The time until a head is believed; `nil` if nothing is waited for.
  ///
  /// `now`: On a clock that never goes back.
  func timeLeft(at now: Duration) -> Duration? {
    guard let line, !line.isApproved else { return nil }
    return max(.zero, line.since + patience - now)
  }

  /// The remote shows a head that is not a descendant.
  ///
  /// - Parameters:
  ///   - head: The head.
  ///   - goesOnFrom: Whether the head continues what was rewritten, of which this is an older head.
  ///   - isAnnounced: Whether a signed webhook told of a forced push to it.
  ///   - now: On a clock that never goes back.
  /// - Returns: Whether it may be applied.
  mutating func sees(
    _ head: String,
    goesOnFrom: (String) -> Bool,
    isAnnounced: Bool,
    at now: Duration
  ) -> Verdict {
    var isNew = true
    var current = Line(head: head, since: now)
    if let line, line.head == head || goesOnFrom(line.head) {
      isNew = false
      current = line
      current.head = head
    }
    let wasApproved = current.isApproved
    current.isApproved = wasApproved || isAnnounced || now - current.since >= patience
    line = current
    return current.isApproved
      ? .approved(isNew: !wasApproved) : .waits(current.since + patience - now, isNew: isNew)
  }

  /// The remote shows a head that descends from what was begun.
  ///
  /// - Parameters:
  ///   - head: The head.
  ///   - goesOnFrom: Whether the head descends from an older one.
  /// - Returns: Whether it goes on from one that was approved: some ConfigMaps may still hold what
  ///   was there before the branch was rewritten.
  mutating func descends(to head: String, goesOnFrom: (String) -> Bool) -> Bool {
    guard let known = line, known.isApproved, known.head == head || goesOnFrom(known.head) else {
      line = nil
      return false
    }
    line?.head = head
    return true
  }

  /// All ConfigMaps hold the head.
  ///
  /// An approval is good until then: once the branch has gone on, the same head is an old one.
  mutating func finish() { line = nil }
}
