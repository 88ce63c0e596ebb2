internal import Synchronization

/// Lets trees share files that have the same bytes, so that each is zipped once.
package final class ContentPool: Sendable {
  private let contents = Mutex<[[UInt8]: FileContent]>([:])

  package init() {}

  package func content(_ bytes: [UInt8]) -> FileContent {
    contents.withLock { known in
      if let content = known[bytes] { return content }
      let content = FileContent(bytes)
      known[bytes] = content
      return content
    }
  }
}
