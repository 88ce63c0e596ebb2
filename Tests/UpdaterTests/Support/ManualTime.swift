import Synchronization
import Updater

/// A clock that tests move; who sleeps moves it too.
final class ManualTime: Sendable {
  private let state = Mutex<(elapsed: Duration, wall: Double)>((.zero, 1_800_000_000))

  func advance(_ time: Duration) {
    state.withLock {
      $0.elapsed += time
      $0.wall += time.seconds
    }
  }

  /// Sets the clock on the wall, as a time server does.
  func jump(_ seconds: Double) { state.withLock { $0.wall += seconds } }

  var timekeeper: Timekeeper { timekeeper(movedBySleepsOver: .zero) }

  /// A timekeeper for work with frequent short looks at something, which do not move the clock.
  func timekeeper(movedBySleepsOver shortest: Duration) -> Timekeeper {
    Timekeeper(ManualClock(time: self, shortest: shortest)) { self.state.withLock { $0.wall } }
  }

  fileprivate var elapsed: Duration { state.withLock { $0.elapsed } }
}

private struct ManualClock: Clock {
  let time: ManualTime
  let shortest: Duration

  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  var now: Instant { Instant(offset: time.elapsed) }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let wait = deadline.offset - time.elapsed
    if wait > shortest { time.advance(wait) }
    // Whoever waits is to come before who looks again.
    if shortest > .zero { try await Task.sleep(for: .milliseconds(1)) }
    await Task.yield()
  }
}
