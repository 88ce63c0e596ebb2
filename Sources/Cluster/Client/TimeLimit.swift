/// Work that is given up after a time.
package enum TimeLimit {
  /// - Returns: What the work comes to; `nil` if it takes longer, and then it is cancelled.
  package static func run<T: Sendable>(
    _ time: Duration,
    _ work: @escaping @Sendable () async -> T
  ) async -> T? {
    await withTaskGroup(of: T?.self) { group in
      group.addTask { await work() }
      group.addTask {
        try? await Task.sleep(for: time)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }
}
