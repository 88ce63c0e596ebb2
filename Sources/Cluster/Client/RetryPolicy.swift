/// How often and how late a request is sent again when the server could not answer it.
package struct RetryPolicy: Sendable {
  /// The first one included.
  package var attempts: Int
  /// The pause before the second attempt; each later one is twice as long, up to `longest`.
  package var first: Duration
  /// No pause is longer, whatever the server asks for.
  package var longest: Duration

  package init(
    attempts: Int = 5,
    first: Duration = .milliseconds(250),
    longest: Duration = .seconds(15)
  ) {
    self.attempts = attempts
    self.first = first
    self.longest = longest
  }

  /// How much more often a request is sent again that the server only had no time for.
  private static let patience = 4

  /// - Parameters:
  ///   - attempt: The number of the attempt that failed, from 1.
  ///   - error: Why it did.
  ///   - isUrgent: Whether an answer that comes late is of no use.
  ///   - random: From 0 to 1.
  /// - Returns: The pause, `nil` if there is to be no further attempt.
  func pause(
    after attempt: Int,
    _ error: ClusterError,
    isUrgent: Bool = false,
    random: Double
  ) -> Duration? {
    let isThrottled = if case .throttled = error.kind { true } else { false }
    let patience = isThrottled && !isUrgent ? RetryPolicy.patience : 1
    guard error.isTransient, attempt <= (attempts - 1) * patience else { return nil }
    let backoff = min(first * (1 << min(attempt - 1, 20)), longest)
    // Half of the pause is by chance, so that many that failed together don't come back together.
    let jittered = backoff * (0.5 + random / 2)
    guard case .throttled(let seconds?) = error.kind else { return jittered }
    // All that a server sends away get the same time from it.
    return min(.seconds(seconds) + jittered, longest)
  }
}
