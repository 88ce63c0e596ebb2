internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats

/// The findings that a client shows, by file: what it was told last, so that it is told only what is
/// different.
struct FindingBoard {
  private var shown: [String: File] = [:]

  private struct File {
    var uri: String
    var findings: [Diagnostic]
  }

  /// How places are written for the client.
  struct Places {
    let encoding: PositionEncoding
    /// The URIs of open files as the client writes them, by path.
    let uris: [String: String]
    private var lines: [ObjectIdentifier: (file: SourceFile, lines: TextLines)] = [:]

    init(_ encoding: PositionEncoding, uris: [String: String]) {
      (self.encoding, self.uris) = (encoding, uris)
    }

    func uri(_ path: String) -> String { uris[path] ?? FileURI.uri(path) }

    mutating func range(_ place: Place) -> LSP.Range {
      let file = place.file
      let known = lines[ObjectIdentifier(file)]
      let isOpen = uris[WorkingDirectory.absolute(file.path)] != nil
      let lines = known?.lines ?? TextLines(file, hidesMark: !isOpen)
      if known == nil { self.lines[ObjectIdentifier(file)] = (file, lines) }
      return lines.range(of: place.range, in: file.bytes, encoding)
    }

    mutating func location(_ place: Place) -> LSP.Location {
      LSP.Location(
        uri: uri(WorkingDirectory.absolute(place.file.path)),
        range: range(place)
      )
    }
  }

  /// The parameters of `textDocument/publishDiagnostics` for each file whose findings are others.
  ///
  /// `shows`: Whether the findings of a file are shown, by its path.
  mutating func update(
    _ result: LintResult?,
    _ places: inout Places,
    where shows: (String) -> Bool = { _ in true }
  ) -> [JSONValue] {
    var found: [String: [Diagnostic]] = [:]
    for diagnostic in result?.diagnostics ?? [] {
      let path = WorkingDirectory.absolute(diagnostic.place.file.path)
      if shows(path) { found[path, default: []].append(diagnostic) }
    }
    var messages: [JSONValue] = []
    for (path, file) in shown.sorted(by: { $0.key < $1.key })
    where found[path] == nil || file.uri != places.uri(path) {
      messages.append(["uri": JSONValue(file.uri), "diagnostics": []])
      shown[path] = nil
    }
    for (path, findings) in found.sorted(by: { $0.key < $1.key }) {
      if let file = shown[path], FindingBoard.areSame(file.findings, findings) { continue }
      let uri = places.uri(path)
      shown[path] = File(uri: uri, findings: findings)
      messages.append([
        "uri": JSONValue(uri),
        "diagnostics": .array(findings.map { FindingBoard.diagnostic($0, &places).json }),
      ])
    }
    return messages
  }

  static func diagnostic(_ finding: Diagnostic, _ places: inout Places) -> LSP.Diagnostic {
    LSP.Diagnostic(
      range: places.range(finding.place),
      severity: finding.severity == .error ? .error : .warning,
      code: finding.rule,
      message: finding.message + (finding.help.map { "\nhelp: \($0)" } ?? ""),
      tags: tags(finding),
      relatedInformation: finding.related.map { related in
        LSP.DiagnosticRelatedInformation(
          location: places.location(related.place),
          message: related.message
        )
      }
    )
  }

  /// What the name of a rule says about the text that it finds.
  private static func tags(_ finding: Diagnostic) -> [LSP.DiagnosticTag] {
    if finding.rule.hasPrefix("deprecated-") { return [.deprecated] }
    return finding.rule.hasPrefix("unused-") ? [.unnecessary] : []
  }

  private static func areSame(_ left: [Diagnostic], _ right: [Diagnostic]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy(areSame)
  }

  private static func areSame(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    areSame(left.place, right.place) && left.rule == right.rule && left.message == right.message
      && left.severity == right.severity && left.help == right.help
      && left.related.count == right.related.count
      && zip(left.related, right.related).allSatisfy { one, other in
        areSame(one.place, other.place) && one.message == other.message
      }
  }

  /// A place in the same text; in another text its line may be another one.
  private static func areSame(_ left: Place, _ right: Place) -> Bool {
    left.file === right.file && left.range == right.range
  }
}
