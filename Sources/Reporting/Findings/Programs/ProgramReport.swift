package import Analysis
internal import Diagnostics

/// Findings as the programs of others take them: paths from the top of the repository, and
/// fingerprints that stay when lines move.
package struct ProgramReport {
  /// Version of this program.
  let version: String
  let result: LintResult
  let findings: [Finding]

  struct Finding {
    let diagnostic: Diagnostic
    /// From the top of the repository.
    let path: String
    let start: Position
    let end: Position
    let fingerprint: String

    /// The message, and what to do.
    var text: String {
      diagnostic.help.map { "\(diagnostic.message)\nhelp: \($0)" } ?? diagnostic.message
    }
  }

  private let pathFromTop: (String) -> String
  private let positions = PositionFinder()

  /// `pathFromTop`: A shown path as one from the top of the repository.
  package init(
    _ result: LintResult,
    version: String,
    pathFromTop: @escaping (String) -> String
  ) {
    self.version = version
    self.result = result
    self.pathFromTop = pathFromTop
    let positions = positions
    var counts: [FindingIdentity: Int] = [:]
    var paths: [ObjectIdentifier: String] = [:]
    findings = result.diagnostics.map { diagnostic in
      let file = diagnostic.place.file
      let path = paths[ObjectIdentifier(file)] ?? pathFromTop(file.path)
      paths[ObjectIdentifier(file)] = path
      let identity = FindingIdentity(diagnostic, path: path)
      let occurrence = counts[identity, default: 0]
      counts[identity] = occurrence + 1
      return Finding(
        diagnostic: diagnostic,
        path: path,
        start: positions.position(diagnostic.place),
        end: positions.end(diagnostic.place),
        fingerprint: identity.fingerprint(occurrence)
      )
    }
  }

  /// A place with its path from the top of the repository.
  func place(_ place: Place) -> (path: String, start: Position, end: Position) {
    (pathFromTop(place.file.path), positions.position(place), positions.end(place))
  }

  /// The offset of a byte in its line, from 1.
  func byteColumn(_ place: Place, at offset: UInt32) -> Int {
    let index = positions.index(of: place.file)
    let line = index.position(at: offset).line
    return max(0, Int(offset) - index.lineBytes(line).lowerBound) + 1
  }

  var seconds: Double { result.phases.reduce(0) { $0 + $1.seconds } }
}
