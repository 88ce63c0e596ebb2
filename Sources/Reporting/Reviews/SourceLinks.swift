internal import Diagnostics
internal import Formats
internal import JobDiff

/// Addresses of lines of files at a code host, as GitHub and GitLab have them.
package struct SourceLinks: Sendable {
  /// What comes before the path of a file; `nil` if there are no links.
  private let base: String?
  private let pathFromTop: @Sendable (String) -> String

  /// - Parameters:
  ///   - base: `https://github.com/acme/infra/blob/COMMIT`; `nil` for no links.
  ///   - pathFromTop: A shown path as one from the top of the repository.
  package init(base: String?, pathFromTop: @escaping @Sendable (String) -> String) {
    self.base = base.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.pathFromTop = pathFromTop
  }

  /// A place with its address, if there are links.
  func line(_ place: FileLine) -> SheetLine {
    SheetLine(value: "\(place.file):\(place.line)", link: address(place))
  }

  /// `nil` if there are no links, or the file is elsewhere.
  func address(_ place: FileLine) -> String? {
    let path = pathFromTop(place.file)
    guard let base, !path.hasPrefix("/") else { return nil }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    let encoded = segments.map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    return "\(base)\(encoded)#L\(place.line)"
  }
}
