/// Work on all processors whose results are used in order, each as soon as it can be.
///
/// Few results wait at a time, so that one piece that takes long costs no memory for all others.
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
      var (next, running, done) = (0, 0, 0)
      func start() {
        while running < workers, next < count, next - done < 3 * workers {
          let piece = next
          next += 1
          running += 1
          group.addTask { (piece, work(piece)) }
        }
      }
      start()
      var waiting: [Int: Result] = [:]
      while let (piece, result) = await group.next() {
        running -= 1
        // The others go on while results are used.
        start()
        waiting[piece] = result
        while let result = waiting.removeValue(forKey: done) {
          use(result)
          done += 1
        }
        start()
      }
    }
  }
}
