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
  /// Whether it asks for lenses again when it is told to.
  var refreshesLenses = false
  /// Whether it asks for inlay hints again when it is told to.
  var refreshesHints = false
  /// Whether it shows Markdown over a place; else it shows marks of Markdown as they are.
  private var showsMarkdown = true
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
    refreshesLenses = json[path: "workspace", "codeLens", "refreshSupport"]?.bool ?? false
    refreshesHints = json[path: "workspace", "inlayHint", "refreshSupport"]?.bool ?? false
    let formats = json[path: "textDocument", "hover", "contentFormat"]?.items
    showsMarkdown = formats?.contains("markdown") ?? true
    preparesRename = json[path: "textDocument", "rename", "prepareSupport"]?.bool ?? false
  }

  /// What hovers are written in.
  var hoverFormat: JSONValue { showsMarkdown ? "markdown" : "plaintext" }

  /// What the server says that it can rename.
  var renameProvider: JSONValue { preparesRename ? ["prepareProvider": true] : true }
}
