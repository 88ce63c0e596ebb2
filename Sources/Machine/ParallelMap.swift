internal import Synchronization

/// Runs a function over many items on all processors.
package enum ParallelMap {
  /// Workers take items one by one, so that a large one does not hold up the rest.
  ///
  /// - Returns: The results in the order of the items.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item],
    workers: Int,
    _ body: @escaping @Sendable (Item) -> Result
  ) async -> [Result] {
    guard workers > 1, items.count > 1 else { return items.map(body) }
    let next = Counter()
    let parts = await withTaskGroup(of: [(Int, Result)].self) { group in
      for _ in 0..<min(workers, items.count) {
        group.addTask {
          var results: [(Int, Result)] = []
          while let index = next.take(below: items.count) {
            results.append((index, body(items[index])))
          }
          return results
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    var ordered = [Result?](repeating: nil, count: items.count)
    for (index, result) in parts { ordered[index] = result }
    return ordered.compactMap(\.self)
  }

  private final class Counter: Sendable {
    private let value = Atomic(0)

    func take(below limit: Int) -> Int? {
      let index = value.add(1, ordering: .relaxed).oldValue
      return index < limit ? index : nil
    }
  }
}
