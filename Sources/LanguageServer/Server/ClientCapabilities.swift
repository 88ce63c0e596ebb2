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
  /// Whether completions may have places to fill in.
  var takesSnippets = false
  /// Whether it opens a document that the server names.
  var showsDocuments = false
  /// Whether it asks what is renamed before it asks people for a name.
  private var preparesRename = false

  init() {}

  /// `json`: The member `capabilities` of `initialize`.
  init(_ json: JSONValue) {
    let encodings = json[path: "general", "positionEncodings"]?.items.compactMap(\.string)
    encoding = PositionEncoding(offered: encodings ?? [])
    watchesFiles =
      json[path: "workspace", "didChangeWatchedFiles", "dynamicRegistration"]?.bool ?? false
    takesVersions = json[path: "workspace", "workspaceEdit", "documentChanges"]?.bool ?? false
    showsProgress = json[path: "window", "workDoneProgress"]?.bool ?? false
    takesSnippets =
      json[path: "textDocument", "completion", "completionItem", "snippetSupport"]?.bool ?? false
    showsDocuments = json[path: "window", "showDocument", "support"]?.bool ?? false
    preparesRename = json[path: "textDocument", "rename", "prepareSupport"]?.bool ?? false
  }

  /// What the server says that it can rename.
  var renameProvider: JSONValue { preparesRename ? ["prepareProvider": true] : true }
}
