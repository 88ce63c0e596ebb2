internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats
internal import Reporting

extension EditorServer {
  /// The result of a request.
  func answer(_ method: String, _ params: JSONValue) async throws(ResponseError) -> JSONValue {
    switch method {
    case "textDocument/codeAction": try await codeActions(params)
    case "textDocument/codeLens": try await codeLenses(params)
    case "textDocument/completion": try await completion(params)
    case "textDocument/definition": try await definition(params)
    case "textDocument/documentSymbol": try await documentSymbols(params)
    case "textDocument/foldingRange": try folding(params)
    case "textDocument/inlayHint": try await inlayHints(params)
    case "textDocument/prepareRename": try await prepareRename(params)
    case "textDocument/references": try await references(params)
    case "textDocument/rename": try await rename(params)
    case "workspace/symbol": await workspaceSymbols(params)
    case "textDocument/hover": try await hover(params)
    case "workspace/executeCommand": try await execute(params)
    default: throw ResponseError(.methodNotFound, "the server has no method \(method)")
    }
  }

  /// An open document, and the session with its text.
  struct Judged {
    let document: OpenDocument
    let session: LintSession
    let answers: SharedAnswers
    var places: FindingBoard.Places

    /// Whether all of the document was judged, and not only the file that is in a ConfigMap.
    var isWhole: Bool {
      session.text(of: document.path)?.bytes.elementsEqual(document.bytes) ?? false
    }
  }

  /// What is known of the document of a request.
  ///
  /// - Parameters:
  ///   - params: Those of the request.
  ///   - hasPlace: Whether the request is about a place, so that it has no answer once the text is another
  ///     one.
  /// - Returns: `nil` for a file that lint does not read.
  /// - Throws: `ResponseError` if the document is not open.
  func judged(
    _ params: JSONValue,
    hasPlace: Bool = true
  ) async throws(ResponseError) -> Judged? {
    let (uri, path) = try place(params["textDocument"])
    guard let asked = EditorServer.asked[path] else {
      throw ResponseError(.invalidParams, "\(uri) is not open")
    }
    guard let version = await folders(around: path).first?.judge.current(),
      let document = documents[path], version.session.text(of: path) != nil
    else { return nil }
    let session = version.session
    guard session.hasJudged(path, as: document.bytes),
      !hasPlace || document.bytes == asked.bytes
    else {
      throw ResponseError(.contentModified, "\(uri) has changed meanwhile")
    }
    return Judged(
      document: document,
      session: session,
      answers: version.answers,
      places: FindingBoard.Places(client.encoding, uris: documents.mapValues(\.uri))
    )
  }

  /// The place of a request in its document, in bytes.
  func offset(_ params: JSONValue, in document: OpenDocument) throws(ResponseError) -> UInt32 {
    guard let position = LSP.Position(params["position"]) else {
      throw ResponseError(.invalidParams, "the request has no position")
    }
    return UInt32(document.offset(of: position, client.encoding))
  }
}
