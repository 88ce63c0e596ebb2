internal import Synchronization

/// Workbenches and memory that tasks take in turns.
final class WorkbenchPool: Sendable {
  private let types: OutputTypes
  private let sharesParts: Bool
  // A bench is used by the one task that has taken it.
  private struct Benches: @unchecked Sendable {
    var free: [Workbench] = []
    var pieces: [OutputPiece] = []
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

  /// Memory for output, if there is any that has been written.
  func takeBuffer() -> ByteBuffer {
    let piece = benches.withLock { benches in benches.pieces.popLast() }
    return piece.map { ByteBuffer(recycling: $0) } ?? ByteBuffer(capacity: 160_000)
  }

  /// Takes back a piece that has been written.
  func giveBack(_ piece: OutputPiece) {
    benches.withLock { benches in benches.pieces.append(piece) }
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
