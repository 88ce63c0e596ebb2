internal import Synchronization

/// Whether the bot has begun its work.
final class Readiness: Sendable {
  private let isDone = Mutex(false)

  var isReady: Bool { isDone.withLock { $0 } }

  func finish() { isDone.withLock { $0 = true } }
}
