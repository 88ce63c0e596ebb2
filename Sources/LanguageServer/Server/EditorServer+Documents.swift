internal import Files
internal import Formats

extension EditorServer {
  func didOpen(_ params: JSONValue) async throws(ResponseError) {
    let item = params["textDocument"]
    guard let text = item?["text"]?.bytes, let version = item?["version"]?.int else {
      throw ResponseError(.invalidParams, "the document has no text or no version")
    }
    let (uri, path) = try place(item)
    let document = OpenDocument(uri: uri, path: path, version: version, bytes: text)
    documents[path] = document
    await findFolder(around: path)
    await judge(document)
  }

  func didChange(_ params: JSONValue) async throws(ResponseError) {
    let item = params["textDocument"]
    let (uri, path) = try place(item)
    guard var document = documents[path] else {
      throw ResponseError(.invalidParams, "\(uri) is not open")
    }
    let outcome = Result { () throws(ResponseError) in
      try document.apply(
        params["contentChanges"]?.items ?? [],
        version: item?["version"]?.int ?? document.version,
        client.encoding
      )
    }
    documents[path] = document
    await judge(document)
    try outcome.get()
  }

  func didSave(_ params: JSONValue) async throws(ResponseError) {
    let (_, path) = try place(params["textDocument"])
    for folder in folders(around: path) { await folder.judge.reload() }
  }

  func didClose(_ params: JSONValue) async throws(ResponseError) {
    let (_, path) = try place(params["textDocument"])
    documents[path] = nil
    shownViews[path] = nil
    editCount += 1
    for folder in folders(around: path) {
      folder.overlay.set(nil, at: path)
      await folder.judge.change([path])
    }
  }

  func didChangeWatchedFiles(_ params: JSONValue) async {
    let paths = Set(
      (params["changes"]?.items ?? []).compactMap { $0["uri"]?.string }.compactMap(FileURI.path)
        .map(WorkingDirectory.absolute)
    )
    // What is open counts as the editor has it.
    let closed = paths.filter { documents[$0] == nil }
    let judges = closed.flatMap { folders(around: $0).map(\.judge) }
    for judge in Dictionary(grouping: judges, by: ObjectIdentifier.init).values.compactMap(\.first)
    {
      await judge.reload()
    }
  }

  /// The URI of a document and its path from `/`.
  func place(_ document: JSONValue?) throws(ResponseError) -> (uri: String, path: String) {
    guard let uri = document?["uri"]?.string else {
      throw ResponseError(.invalidParams, "the document has no URI")
    }
    guard let path = FileURI.path(uri) else {
      throw ResponseError(.invalidParams, "\(uri) is not a file")
    }
    return (uri, WorkingDirectory.absolute(path))
  }

  private func judge(_ document: OpenDocument) async {
    editCount += 1
    for folder in folders(around: document.path) {
      folder.overlay.set(document.bytes, at: document.path)
      await folder.judge.change([document.path])
    }
  }
}
