/// Which pull requests were reviewed as they are.
///
/// It is lost with the process: what is reviewed again comes to the same comment.
package struct ReviewMemory: Sendable {
  private var known: [Int: Entry] = [:]

  private struct Entry {
    var pull: PullRequest
    var isDone = false
    var failures = 0
  }

  /// Tries of one head: what makes a review fail mostly does so again, and costs others their time.
  private static let mostFailures = 3

  package init() {}

  /// Forgets all that are not open any more.
  mutating func keep(_ open: [PullRequest]) {
    let numbers = Set(open.map(\.number))
    known = known.filter { numbers.contains($0.key) }
  }

  func wants(_ pull: PullRequest) -> Bool {
    guard let entry = known[pull.number], entry.pull == pull else { return true }
    return !entry.isDone && entry.failures < ReviewMemory.mostFailures
  }

  mutating func finish(_ pull: PullRequest) {
    known[pull.number] = Entry(pull: pull, isDone: true)
  }

  mutating func fail(_ pull: PullRequest) {
    var entry = known[pull.number].flatMap { $0.pull == pull ? $0 : nil } ?? Entry(pull: pull)
    entry.failures += 1
    known[pull.number] = entry
  }
}
