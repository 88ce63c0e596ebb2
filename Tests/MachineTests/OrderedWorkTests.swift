import Machine
import Synchronization
import Testing

@Suite("Work in order")
struct OrderedWorkTests {
  @Test(arguments: [0, 1, 2, 5, 300])
  func resultsAreUsedInOrderAndFewWait(_ count: Int) async {
    let workers = 2
    let used = Mutex(0)
    let furthest = Mutex(0)
    var results: [Int] = []
    await OrderedWork.run(count: count, workers: workers) { piece in
      let ahead = piece - used.withLock { $0 }
      furthest.withLock { $0 = max($0, ahead) }
      return piece * piece
    } use: { result in
      results.append(result)
      used.withLock { $0 += 1 }
    }
    #expect(results == (0..<count).map { $0 * $0 })
    // A result counts as used a moment after it was.
    #expect(furthest.withLock { $0 } <= 3 * workers)
  }
}
