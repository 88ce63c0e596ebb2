internal import Synchronization

/// Bounds the memory of bodies whose signature nobody has checked yet.
final class BodyBudget: Sendable {
  /// Bytes; enough for hundreds of usual webhooks, or two of the largest.
  private static let all = 64 << 20
  private let free = Mutex(all)

  /// There is no more memory for bodies now.
  struct Spent: Error {}

  /// What one body has taken.
  final class Share: Sendable {
    private let budget: BodyBudget
    private let taken = Mutex(0)

    fileprivate init(_ budget: BodyBudget) { self.budget = budget }

    /// - Throws: `Spent`.
    func take(_ bytes: Int) throws(Spent) {
      let isTaken = budget.free.withLock { free in
        guard free >= bytes else { return false }
        free -= bytes
        return true
      }
      guard isTaken else { throw Spent() }
      taken.withLock { $0 += bytes }
    }

    func giveBack() {
      let bytes = taken.withLock { taken in
        defer { taken = 0 }
        return taken
      }
      budget.free.withLock { $0 += bytes }
    }
  }

  func share() -> Share { Share(self) }
}
