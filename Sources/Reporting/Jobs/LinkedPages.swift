package import Diagnostics
package import Prow

/// Where a report that can have links leads to: the lines of files, and pages about what jobs have.
///
/// Keeps what it has worked out, and so is for one thread.
package final class LinkedPages {
  package let positions = PositionFinder()
  package let links: PageLinks
  private var starts: [ObjectIdentifier: String?] = [:]

  package init(_ links: PageLinks = PageLinks()) { self.links = links }

  /// The address of a line of a file; `nil` if there are no links, or the file is elsewhere.
  package func address(_ file: SourceFile, line: Int) -> String? {
    guard let source = links.source else { return nil }
    let start: String?
    if let known = starts[ObjectIdentifier(file)] {
      start = known
    } else {
      start = source.start(of: file.path)
      starts[ObjectIdentifier(file)] = start
    }
    return start.map { source.address($0, line: line) }
  }
}

/// The addresses of pages about what jobs have; `nil` for what has none.
package struct PageLinks: Sendable {
  package var source: SourceLinks?
  package var job: @Sendable (Job) -> String? = { _ in nil }
  /// Of the first job of a name.
  package var jobNamed: @Sendable (String) -> String? = { _ in nil }
  package var preset: @Sendable (Preset) -> String? = { _ in nil }
  package var secret: @Sendable (String) -> String? = { _ in nil }
  package var image: @Sendable (String) -> String? = { _ in nil }
  package var cluster: @Sendable (String) -> String? = { _ in nil }
  package var repository: @Sendable (String) -> String? = { _ in nil }

  package init() {}
}
