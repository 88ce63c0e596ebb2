internal import Diagnostics
internal import Formats
internal import JobDiff

/// Addresses of lines of files at a code host.
package struct SourceLinks: Sendable {
  /// What comes before the path of a file, between path and line, and after the line; `nil` if there
  /// are no links.
  private let parts: (start: String, middle: String, end: String)?
  private let hasLine: Bool
  private let pathFromTop: @Sendable (String) -> String

  /// Addresses as GitHub and GitLab have them.
  ///
  /// - Parameters:
  ///   - base: `https://github.com/acme/infra/blob/COMMIT`; `nil` for no links.
  ///   - pathFromTop: A shown path as one from the top of the repository.
  package init(base: String?, pathFromTop: @escaping @Sendable (String) -> String) {
    parts = base.map { ($0.hasSuffix("/") ? $0 : $0 + "/", "#L", "") }
    hasLine = true
    self.pathFromTop = pathFromTop
  }

  /// Addresses of any form; `nil` for a template without `{path}`.
  ///
  /// - Parameters:
  ///   - template: Has `{path}`, and may have `{line}` behind it.
  ///   - pathFromTop: A shown path as one from the top of the repository.
  package init?(template: String, pathFromTop: @escaping @Sendable (String) -> String) {
    guard let path = template.firstRange(of: "{path}") else { return nil }
    let rest = template[path.upperBound...]
    let line = rest.firstRange(of: "{line}")
    parts = (
      String(template[..<path.lowerBound]),
      String(rest[..<(line?.lowerBound ?? rest.endIndex)]),
      line.map { String(rest[$0.upperBound...]) } ?? ""
    )
    hasLine = line != nil
    self.pathFromTop = pathFromTop
  }

  /// A place with its address, if there are links.
  func line(_ place: FileLine) -> SheetLine {
    SheetLine(value: "\(place.file):\(place.line)", link: address(place))
  }

  /// `nil` if there are no links, or the file is elsewhere.
  func address(_ place: FileLine) -> String? {
    start(of: place.file).map { address($0, line: place.line) }
  }

  /// The address of a file, up to the line; `nil` as for `address`.
  ///
  /// `file`: A shown path.
  func start(of file: String) -> String? {
    let path = pathFromTop(file)
    guard let parts, !path.hasPrefix("/") else { return nil }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    let encoded = segments.map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    return parts.start + encoded + parts.middle
  }

  /// `start`: From `start(of:)`.
  func address(_ start: String, line: Int) -> String {
    hasLine ? "\(start)\(line)\(parts?.end ?? "")" : start
  }
}
