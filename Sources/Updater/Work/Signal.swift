internal import Synchronization

/// Wakes one waiting task; raised several times before anybody waits, it counts once.
package final class Signal: Sendable {
  private enum State {
    case idle
    case raised
    case waiting(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.idle)

  package init() {}

  package func raise() {
    let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard case .waiting(let waiter) = state else {
        state = .raised
        return nil
      }
      state = .idle
      return waiter
    }
    waiter?.resume()
  }

  /// Returns when the signal was raised, or the task is cancelled.
  package func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isRaised = state.withLock { state in
          guard case .idle = state, !Task.isCancelled else {
            state = .idle
            return true
          }
          state = .waiting(continuation)
          return false
        }
        if isRaised { continuation.resume() }
      }
    } onCancel: {
      raise()
    }
  }

  /// - Returns: Whether the signal was raised before the time was over.
  package func wait(atMost time: Duration, _ timekeeper: Timekeeper) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        await self.wait()
        return !Task.isCancelled
      }
      group.addTask {
        try? await timekeeper.sleep(time)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
  }
}
