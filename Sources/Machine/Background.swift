internal import Dispatch

/// A value that another thread works out meanwhile.
package final class Background<Value> {
  private let work: DispatchWorkItem
  private let result: Result

  /// Written by the work item alone, and read only after waiting for its end.
  private final class Result: @unchecked Sendable {
    var value: Value?
  }

  /// Starts to work.
  package init(_ make: @escaping @Sendable () -> Value) {
    let result = Result()
    self.result = result
    work = DispatchWorkItem { result.value = make() }
    DispatchQueue.global(qos: .userInitiated).async(execute: work)
  }

  /// The value, once it is there.
  package func wait() -> Value {
    work.wait()
    guard let value = result.value else { preconditionFailure("the work was cancelled") }
    return value
  }
}

// A work item may be waited for on any thread, and the value is not written after that.
extension Background: @unchecked Sendable where Value: Sendable {}
