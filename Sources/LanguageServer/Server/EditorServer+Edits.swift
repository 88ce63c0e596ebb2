internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats

extension EditorServer {
  /// Edits of files that a session has judged, as the client takes them.
  ///
  /// Call it after the last `await` before the edits go to the client: while the server waits,
  /// somebody may type.
  ///
  /// - Returns: `nil` if a file has another text by now, in the editor or on disk.
  func workspaceEdit(_ edits: [FileEdit], of session: LintSession) -> JSONValue? {
    var places = FindingBoard.Places(client.encoding, uris: documents.mapValues(\.uri))
    var whole = WorkspaceEdit()
    for file in edits {
      let path = WorkingDirectory.absolute(file.file.path)
      let document = documents[path]
      guard let bytes = document?.bytes ?? FileReader.contents(path),
        session.text(of: path) === file.file, session.hasJudged(path, as: bytes)
      else { return nil }
      whole.add(
        file.edits.map { edit in
          let range = places.range(Place(file: file.file, range: edit.range))
          return LSP.TextEdit(range: range, newText: edit.replacement)
        },
        of: places.uri(path),
        version: document?.version
      )
    }
    return whole.json(for: client)
  }
}
