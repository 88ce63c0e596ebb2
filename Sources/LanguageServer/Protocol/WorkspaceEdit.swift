internal import Formats

/// Edits of files, each of the text that it was made from.
///
/// Source: LSP 3.17, "WorkspaceEdit".
struct WorkspaceEdit: Sendable {
  private var files: [File] = []

  private struct File {
    var uri: String
    var version: Int?
    var edits: [LSP.TextEdit]
  }

  /// Adds the edits of a file.
  ///
  /// `version`: That of the text, which a client compares with what is typed by then; `nil` for a file
  /// that is not open.
  mutating func add(_ edits: [LSP.TextEdit], of uri: String, version: Int?) {
    files.append(File(uri: uri, version: version, edits: edits))
  }

  /// For a client: with versions, if it knows them.
  func json(for client: ClientCapabilities) -> JSONValue {
    guard client.takesVersions else {
      return [
        "changes": .object(
          files.map { JSONValue.Member(key: $0.uri, value: .array($0.edits.map(\.json))) }
        )
      ]
    }
    return [
      "documentChanges": .array(
        files.map { file in
          [
            "textDocument": [
              "uri": JSONValue(file.uri), "version": file.version.map(JSONValue.int) ?? .null,
            ],
            "edits": .array(file.edits.map(\.json)),
          ]
        }
      )
    ]
  }
}
