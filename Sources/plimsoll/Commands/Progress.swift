import CommandSupport
import Formats
import Glibc
import Synchronization

/// A line on the terminal once a run takes over half a second; gone when it ends.
final class Progress: Sendable {
  private let isShown = Atomic(false)
  private let hasEnded = Atomic(false)

  init(fileCount: Int) {
    guard Terminal.showsProgress else { return }
    Task.detached {
      try await Task.sleep(for: .milliseconds(500))
      if self.hasEnded.load(ordering: .acquiring) { return }
      self.isShown.store(true, ordering: .releasing)
      Terminal.printError("checking \(fileCount) files …")
    }
  }

  func end() {
    hasEnded.store(true, ordering: .releasing)
    if isShown.load(ordering: .acquiring) { Terminal.printError("\r\u{1B}[K") }
  }
}
