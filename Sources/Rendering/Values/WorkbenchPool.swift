internal import Synchronization

/// Workbenches that tasks take in turns.
final class WorkbenchPool: Sendable {
  private let types: OutputTypes
  private let sharesParts: Bool
  // A bench is used by the one task that has taken it.
  private struct Benches: @unchecked Sendable {
    var free: [Workbench] = []
  }
  private let benches = Mutex(Benches())

  init(_ types: OutputTypes, sharesParts: Bool) {
    self.types = types
    self.sharesParts = sharesParts
  }

  func take() -> Workbench {
    let free = benches.withLock { benches in Taken(bench: benches.free.popLast()) }
    return free.bench ?? Workbench(types, Arena(), shared: Arena(), sharesParts: sharesParts)
  }

  func giveBack(_ bench: Workbench) {
    let taken = Taken(bench: bench)
    benches.withLock { benches in
      if let bench = taken.bench { benches.free.append(bench) }
    }
  }

  private struct Taken: @unchecked Sendable {
    var bench: Workbench?
  }
}
