internal import Analysis
internal import Diagnostics
internal import Formats
internal import Prow
internal import Reporting

extension EditorServer {
  /// What is to be said about a place: why its findings matter, what its field is.
  func hover(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard var judged = try await judged(params) else { return .null }
    let path = judged.document.path
    let offset = try offset(params, in: judged.document)
    let findings = judged.session.findings(in: path).filter { finding in
      let range = finding.place.range
      return range.start <= offset && offset < max(range.end, range.start + 1)
    }
    var seen: Set<String> = []
    var parts = findings.compactMap { finding in
      seen.insert(finding.rule).inserted ? judged.session.words(on: finding.rule)?.markdown : nil
    }
    var place = findings.first?.place
    if let file = judged.session.file(path),
      let card = PlaceCard(
        at: offset,
        in: file,
        judged.session.result.configuration,
        tree: judged.session.tree,
        now: options.now(),
        version: judged.session.prowVersion
      )
    {
      parts.append(card.markdown)
      place = place ?? Place(file: file.file, range: card.range)
    }
    guard let place, !parts.isEmpty else { return .null }
    return [
      "contents": [
        "kind": "markdown", "value": JSONValue(parts.joined(separator: "\n\n---\n\n")),
      ],
      "range": judged.places.range(place).json,
    ]
  }
}
