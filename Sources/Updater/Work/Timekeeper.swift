internal import FoundationEssentials

/// What time it is, and how to wait: the system's, or a test's.
package struct Timekeeper: Sendable {
  /// Seconds since 1970, which somebody may set forwards or back.
  package let wall: @Sendable () -> Double
  /// Time since some moment, which only grows.
  package let elapsed: @Sendable () -> Duration
  /// Returns early, with an error, only if the task is cancelled.
  package let sleep: @Sendable (Duration) async throws -> Void

  package init<C: Clock<Duration>>(_ clock: C, wall: @escaping @Sendable () -> Double) {
    let start = clock.now
    self.wall = wall
    elapsed = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
  }

  package static let system = Timekeeper(ContinuousClock()) { Date().timeIntervalSince1970 }
}

extension Duration {
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
