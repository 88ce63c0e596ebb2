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
  /// After all findings.
  private let maker: FindingMaker

  /// `pathFromTop`: A shown path as one from the top of the repository.
  package init(
    _ result: LintResult,
    version: String,
    pathFromTop: @escaping (String) -> String
  ) {
    self.version = version
    self.result = result
    self.pathFromTop = pathFromTop
    var maker = FindingMaker(pathFromTop: pathFromTop, positions: positions)
    findings = result.diagnostics.map { maker.finding($0) }
    self.maker = maker
  }

  /// What comments and a baseline hide; fingerprints go on where those of the findings end.
  var hidden: [(finding: Finding, cause: HiddenFinding.Cause)] {
    var maker = maker
    return result.hidden.map { (maker.finding($0.diagnostic), $0.cause) }
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

/// Makes findings one after the other, so that equal ones get different fingerprints.
private struct FindingMaker {
  let pathFromTop: (String) -> String
  let positions: PositionFinder
  private var counts: [FindingIdentity: Int] = [:]
  private var paths: [ObjectIdentifier: String] = [:]

  init(pathFromTop: @escaping (String) -> String, positions: PositionFinder) {
    (self.pathFromTop, self.positions) = (pathFromTop, positions)
  }

  mutating func finding(_ diagnostic: Diagnostic) -> ProgramReport.Finding {
    let file = diagnostic.place.file
    let path = paths[ObjectIdentifier(file)] ?? pathFromTop(file.path)
    paths[ObjectIdentifier(file)] = path
    let identity = FindingIdentity(diagnostic, path: path)
    let occurrence = counts[identity, default: 0]
    counts[identity] = occurrence + 1
    return ProgramReport.Finding(
      diagnostic: diagnostic,
      path: path,
      start: positions.position(diagnostic.place),
      end: positions.end(diagnostic.place),
      fingerprint: identity.fingerprint(occurrence)
    )
  }
}
