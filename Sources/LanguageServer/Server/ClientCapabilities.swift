internal import Formats

/// What a client can do, as far as it matters here.
struct ClientCapabilities: Sendable {
  var encoding = PositionEncoding.utf16
  /// Whether it watches files for the server.
  var watchesFiles = false
  /// Whether it compares the version of an edit's text with that of the text it has.
  var takesVersions = false
  /// Whether it shows how far the work of the server is.
  var showsProgress = false

  init() {}

  /// `json`: The member `capabilities` of `initialize`.
  init(_ json: JSONValue) {
    let encodings = json[path: "general", "positionEncodings"]?.items.compactMap(\.string)
    encoding = PositionEncoding(offered: encodings ?? [])
    watchesFiles =
      json[path: "workspace", "didChangeWatchedFiles", "dynamicRegistration"]?.bool ?? false
    takesVersions = json[path: "workspace", "workspaceEdit", "documentChanges"]?.bool ?? false
    showsProgress = json[path: "window", "workDoneProgress"]?.bool ?? false
  }
}
