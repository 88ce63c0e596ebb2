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

  /// - Parameters:
  ///   - attempt: The number of the attempt that failed, from 1.
  ///   - error: Why it did.
  ///   - random: From 0 to 1.
  /// - Returns: The pause, `nil` if there is to be no further attempt.
  func pause(after attempt: Int, _ error: ClusterError, random: Double) -> Duration? {
    guard error.isTransient, attempt < attempts else { return nil }
    let backoff = min(first * (1 << min(attempt - 1, 20)), longest)
    // Half of the pause is by chance, so that many that failed together don't come back together.
    let jittered = backoff * (0.5 + random / 2)
    guard case .throttled(let seconds?) = error.kind else { return jittered }
    return min(max(jittered, .seconds(seconds)), longest)
  }
}
