/// Waits for what other processes and tasks bring about.
///
/// A machine that is busy with other work takes as long as it takes: what never comes ends with the
/// time limit of the suite, which is only there for what hangs.
package enum Waiting {
  /// Returns as soon as something is so.
  ///
  /// - Parameters:
  ///   - what: What is waited for; printed when the wait is given up.
  ///   - isSo: Asked again and again.
  /// - Throws: What `isSo` throws, and `CancellationError` when the time limit is over.
  package static func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
    do {
      while try await !isSo() { try await Task.sleep(for: .milliseconds(10)) }
    } catch is CancellationError {
      print("never came: \(what)")
      throw CancellationError()
    }
  }
}
