import FoundationEssentials
import Synchronization

/// A clock that a test sets.
final class TestClock: Sendable {
  private let time: Mutex<Date>

  /// `text`: As `2026-01-01T00:00:00Z`.
  init(_ text: String) {
    time = Mutex((try? Date.ISO8601FormatStyle().parse(text)) ?? .distantPast)
  }

  var now: Date {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}
