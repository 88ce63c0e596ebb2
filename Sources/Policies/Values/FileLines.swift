internal import Diagnostics
internal import Synchronization
internal import YAML

/// The lines of files, worked out when an expression asks for the first one of a file.
final class FileLines: Sendable {
  private let known = Mutex<[ObjectIdentifier: LineIndex]>([:])

  /// The line on which a value starts, from 1.
  func line(of node: Node) -> Int64 {
    let file = node.file
    return known.withLock { known in
      let index = known[ObjectIdentifier(file)] ?? LineIndex(file)
      known[ObjectIdentifier(file)] = index
      return Int64(index.position(at: node.range.start).line)
    }
  }
}
