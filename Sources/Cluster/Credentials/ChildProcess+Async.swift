internal import Dispatch
package import Files

extension ChildProcess {
  /// Runs it on a thread that may block, and waits for its end.
  package func outcome() async throws(Failure) -> Outcome {
    let result = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: Result { () throws(Failure) in try run() })
      }
    }
    return try result.get()
  }
}
