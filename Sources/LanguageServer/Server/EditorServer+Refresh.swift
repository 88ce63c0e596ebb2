internal import Analysis
internal import Formats

/// The lenses and hints of a document that a client was given last, by their hash values.
struct ShownViews: Sendable {
  var lenses: Int?
  /// Those of the part that the client asked for.
  var hints: (range: LSP.Range, hash: Int)?
}

extension EditorServer {
  /// Takes note of what a client is given of a document, as long as it is open.
  func note(_ judged: Judged, _ change: (inout ShownViews) -> Void) {
    let path = judged.document.path
    if documents[path] != nil { change(&shownViews[path, default: ShownViews()]) }
  }

  /// Asks the client to ask again for lenses and hints, if facts in other files have changed them.
  ///
  /// It is called when nothing is typed, and gives up when somebody types: then it is called again.
  func refreshViews(_ version: FolderJudge.Version, of folder: String) async {
    guard client.refreshesLenses || client.refreshesHints else { return }
    let places = FindingBoard.Places(client.encoding, uris: documents.mapValues(\.uri))
    let edits = editCount
    var (hasOtherLenses, hasOtherHints) = (false, false)
    for (path, shown) in shownViews where folderPaths(around: path).first == folder {
      guard let document = documents[path], version.session.hasJudged(path, as: document.bytes)
      else { continue }
      let judged = Judged(
        document: document,
        session: version.session,
        answers: version.answers,
        places: places
      )
      if client.refreshesLenses, let former = shown.lenses {
        let lenses = await lenses(of: judged).hashValue
        if edits != editCount { break }
        shownViews[path]?.lenses = lenses
        hasOtherLenses = hasOtherLenses || lenses != former
      }
      if client.refreshesHints, let former = shown.hints {
        let hints = await hints(of: judged, in: former.range, client.encoding).hashValue
        if edits != editCount { break }
        shownViews[path]?.hints = (former.range, hints)
        hasOtherHints = hasOtherHints || hints != former.hash
      }
    }
    if phase == .ended { return }
    if hasOtherLenses { request("workspace/codeLens/refresh", .null) }
    if hasOtherHints { request("workspace/inlayHint/refresh", .null) }
  }
}
