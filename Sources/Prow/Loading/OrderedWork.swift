/// Work on all processors whose results are used in order, each as soon as it can be.
package enum OrderedWork {
  /// - Parameters:
  ///   - count: How many pieces of work there are.
  ///   - workers: How many are worked on at a time.
  ///   - work: Makes the result of a piece.
  ///   - use: Gets the results in the order of the pieces.
  package static func run<Result: Sendable>(
    count: Int,
    workers: Int,
    work: @escaping @Sendable (Int) -> Result,
    use: (Result) -> Void
  ) async {
    await withTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < count else { return }
        let piece = next
        next += 1
        group.addTask { (piece, work(piece)) }
      }
      for _ in 0..<workers { start() }
      var waiting: [Int: Result] = [:]
      var done = 0
      while let (piece, result) = await group.next() {
        start()
        waiting[piece] = result
        while let result = waiting.removeValue(forKey: done) {
          use(result)
          done += 1
        }
      }
    }
  }
}
