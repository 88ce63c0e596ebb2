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
    let found = FindingBoard.byFile(result?.diagnostics ?? []).filter { shows($0.path) }
    let paths = Set(found.map(\.path))
    var messages: [JSONValue] = []
    for (path, file) in shown.sorted(by: { $0.key < $1.key })
    where !paths.contains(path) || places.uris[path].map({ $0 != file.uri }) ?? false {
      messages.append(["uri": JSONValue(file.uri), "diagnostics": []])
      shown[path] = nil
    }
    for (path, findings) in found {
      let former = shown[path]
      if let former, FindingBoard.areSame(former.findings, findings) { continue }
      // A file that was open is known by the URI that it had there.
      let uri = former?.uri ?? places.uri(path)
      shown[path] = File(uri: uri, findings: Array(findings))
      messages.append([
        "uri": JSONValue(uri),
        "diagnostics": .array(findings.map { FindingBoard.diagnostic($0, &places).json }),
      ])
    }
    return messages
  }

  /// Findings by the paths of their files, from `/`.
  ///
  /// `sorted`: In order, so that those of a file come one after the other.
  private static func byFile(
    _ sorted: [Diagnostic]
  ) -> [(path: String, findings: ArraySlice<Diagnostic>)] {
    var found: [(path: String, findings: ArraySlice<Diagnostic>)] = []
    var start = 0
    while start < sorted.count {
      let file = sorted[start].place.file
      let end =
        sorted[start...].firstIndex { $0.place.file !== file && $0.place.file.path != file.path }
        ?? sorted.count
      found.append((WorkingDirectory.absolute(file.path), sorted[start..<end]))
      start = end
    }
    return found
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

  private static func areSame(_ left: [Diagnostic], _ right: ArraySlice<Diagnostic>) -> Bool {
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
