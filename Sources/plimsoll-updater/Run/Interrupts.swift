import Glibc
import UnixSignals

/// Work that ends early when the program is told to stop.
enum Interrupts {
  enum Ending<Value: Sendable>: Sendable {
    case value(Value)
    /// The number of the signal; the work was cancelled, and has ended.
    case interrupted(Int32)
    case failed(any Error)
  }

  /// Runs `body` until it ends, or until SIGINT or SIGTERM comes.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async -> Ending<Value> {
    await withTaskGroup(of: Ending<Value>?.self) { group in
      group.addTask {
        do {
          return .value(try await body())
        } catch {
          return .failed(error)
        }
      }
      let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
      group.addTask {
        for await signal in signals { return .interrupted(signal == .sigint ? SIGINT : SIGTERM) }
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      // The work has to end before anything is taken away.
      await group.waitForAll()
      return first ?? .failed(CancellationError())
    }
  }
}
