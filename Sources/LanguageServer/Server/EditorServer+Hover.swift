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
      let card = await EditorServer.card(
        at: offset,
        in: file,
        judged,
        clones: OpenClones(clones, folders: openFolders(first: path)),
        now: options.now()
      )
    {
      parts.append(card.markdown)
      place = place ?? Place(file: file.file, range: card.range)
    }
    guard let place, !parts.isEmpty else { return .null }
    return [
      "contents": [
        "kind": client.hoverFormat, "value": JSONValue(parts.joined(separator: "\n\n---\n\n")),
      ],
      "range": judged.places.range(place).json,
    ]
  }

  /// Files are read for it, and all jobs looked at; meanwhile the server takes what is typed.
  private static func card(
    at offset: UInt32,
    in file: LoadedFile,
    _ judged: Judged,
    clones: OpenClones,
    now: Int64
  ) async -> PlaceCard? {
    PlaceCard(
      at: offset,
      in: file,
      judged.answers,
      tree: judged.session.tree,
      clones: clones,
      now: now,
      version: judged.session.prowVersion
    )
  }

  /// The folders that are open, those around a file first.
  private func openFolders(first path: String) -> [String] {
    let around = folderPaths(around: path)
    return around + folders.keys.filter { !around.contains($0) }.sorted()
  }
}
