internal import Formats

extension EditorServer {
  /// Asks whether the client shows that a folder loads.
  ///
  /// Source: LSP 3.17, "Work Done Progress": nothing is sent before the client has agreed.
  func askForProgress(_ path: String) {
    guard client.showsProgress, folders[path]?.isLoading ?? false else { return }
    let id = request("window/workDoneProgress/create", ["token": EditorServer.token(of: path)])
    progressRequests[id] = path
  }

  private static func token(of path: String) -> JSONValue { JSONValue("plimsoll: \(path)") }

  /// Takes what the client answers to a request of the server.
  func takeResponse(_ message: Message) {
    guard let path = message.id.flatMap({ progressRequests.removeValue(forKey: $0) }),
      message.result != nil, let folder = folders[path], folder.isLoading
    else { return }
    let token = EditorServer.token(of: path)
    folders[path]?.progress = token
    let title = JSONValue("plimsoll: reading \(path)")
    notify("$/progress", ["token": token, "value": ["kind": "begin", "title": title]])
  }

  /// Ends the sign that a folder loads.
  func endProgress(_ folder: inout Folder) {
    folder.isLoading = false
    guard let token = folder.progress else { return }
    folder.progress = nil
    notify("$/progress", ["token": token, "value": ["kind": "end"]])
  }
}
