internal import Configs
internal import Formats

/// The server of an editor: what lint says, while somebody types.
///
/// It knows the protocol, and asks `LintSession` for everything else. Messages come in one by one; what
/// takes time is done meanwhile.
///
/// Source: LSP 3.17.
package actor EditorServer {
  package struct Options: Sendable {
    /// Of the program.
    package var version: String
    /// Gives the seconds since 1970.
    package var now: @Sendable () -> Int64
    /// How many tasks work at a time.
    package var workers: Int
    /// Makes the only folder of a session, from `/`, the one that names of files start from.
    package var enter: @Sendable (String) -> Void = { _ in }
    /// How long nothing is typed before the server looks at what typing rarely changes: the disk, and
    /// files that become ConfigMaps.
    package var idleDelay = Duration.milliseconds(250)

    package init(version: String, now: @escaping @Sendable () -> Int64, workers: Int) {
      (self.version, self.now, self.workers) = (version, now, workers)
    }
  }

  enum Phase { case new, running, shutDown, ended }

  let options: Options
  private let write: @Sendable ([UInt8]) -> Void
  var phase = Phase.new
  var client = ClientCapabilities()
  /// By path from `/`.
  var documents: [String: OpenDocument] = [:]
  /// By the path of the folder.
  var folders: [String: Folder] = [:]
  /// Whether folders are found by the files that are opened, since the client names none.
  var findsFolders = false
  var shownPages = ShownPages()
  /// The clones that folders are in.
  let clones = CloneFiles()
  /// What the client was told last about documents, by path.
  var shownViews: [String: ShownViews] = [:]
  /// How often a document was another one.
  var editCount = 0
  /// The documents as they were when the request came that is answered: its places are places in them.
  @TaskLocal static var asked: [String: OpenDocument] = [:]
  private var running: [RequestID: Task<Void, Never>] = [:]
  private var lastOwnID = 0
  /// Requests for a sign of progress that the client has not answered, and the folders that load.
  var progressRequests: [RequestID: String] = [:]
  /// Whether the client said that it would end before it did.
  private(set) var isAnnounced = false

  /// `write`: Gets each message with its header, one after the other.
  package init(_ options: Options, write: @escaping @Sendable ([UInt8]) -> Void) {
    (self.options, self.write) = (options, write)
  }

  /// Whether the client has asked the server to end.
  package var hasEnded: Bool { phase == .ended }

  /// 0 if the client asked for a shutdown first, else 1.
  package var exitStatus: Int32 { isAnnounced ? 0 : 1 }

  /// Ends all work, also where the client has gone.
  package func end() async {
    phase = .ended
    shownPages.remove()
    for task in running.values { task.cancel() }
    for folder in folders.values { await folder.judge.stop() }
  }

  /// Waits until all is answered and judged.
  package func idle() async {
    while let task = running.values.first { await task.value }
    for folder in folders.values { await folder.judge.idle() }
  }

  // MARK: Messages

  package func receive(_ item: MessageReader.Item) async {
    do throws(ResponseError) {
      switch item {
      case .fault(let words): throw ResponseError(.parseError, words)
      case .body(let bytes): try await handle(try Message(bytes))
      }
    } catch {
      if phase != .ended { respond(to: nil, .failure(error)) }
    }
  }

  private func handle(_ message: Message) async throws(ResponseError) {
    guard let method = message.method else { return takeResponse(message) }
    guard let id = message.id else {
      // A notification has no response, so that what is wrong with it can only be logged.
      do throws(ResponseError) {
        try await take(method, message.params)
      } catch {
        log("plimsoll: \(method): \(error.message)", .warning)
      }
      return
    }
    switch (phase, method) {
    case (.new, "initialize"): respond(to: id, .success(initialize(message.params)))
    case (.new, _):
      respond(to: id, .failure(ResponseError(.serverNotInitialized, "initialize comes first")))
    case (.running, "initialize"):
      respond(to: id, .failure(ResponseError(.invalidRequest, "initialize comes once")))
    case (.running, "shutdown"):
      phase = .shutDown
      isAnnounced = true
      respond(to: id, .success(.null))
    case (.running, _): start(id, method, message.params)
    case (.shutDown, _), (.ended, _):
      respond(to: id, .failure(ResponseError(.invalidRequest, "the server was shut down")))
    }
  }

  private func take(_ method: String, _ params: JSONValue) async throws(ResponseError) {
    if method == "exit" { return await end() }
    guard phase == .running else { return }
    switch method {
    case "initialized": await didInitialize()
    case "textDocument/didOpen": try await didOpen(params)
    case "textDocument/didChange": try await didChange(params)
    case "textDocument/didSave": try await didSave(params)
    case "textDocument/didClose": try await didClose(params)
    case "workspace/didChangeWatchedFiles": await didChangeWatchedFiles(params)
    case "workspace/didChangeWorkspaceFolders": await didChangeFolders(params)
    case "$/cancelRequest": params["id"].flatMap(RequestID.init).map(cancel)
    default: break
    }
  }

  /// Answers a request at once, whatever it still waits for.
  private func cancel(_ id: RequestID) {
    guard let task = running.removeValue(forKey: id) else { return }
    task.cancel()
    respond(to: id, .failure(ResponseError(.requestCancelled, "the request was cancelled")))
  }

  // MARK: Requests

  private func start(_ id: RequestID, _ method: String, _ params: JSONValue) {
    guard running[id] == nil else {
      let error = ResponseError(.invalidRequest, "a request with this id is not answered yet")
      return respond(to: id, .failure(error))
    }
    running[id] = Task { [documents] in
      let answer = await EditorServer.$asked.withValue(documents) { await result(method, params) }
      guard running.removeValue(forKey: id) != nil, phase != .ended else { return }
      respond(to: id, answer)
    }
  }

  private func result(
    _ method: String,
    _ params: JSONValue
  ) async -> Result<JSONValue, ResponseError> {
    do throws(ResponseError) {
      return .success(try await answer(method, params))
    } catch {
      return .failure(error)
    }
  }

  // MARK: Output

  private func respond(to id: RequestID?, _ result: Result<JSONValue, ResponseError>) {
    let id = id?.json ?? .null
    switch result {
    case .success(let value): send(["jsonrpc": "2.0", "id": id, "result": value])
    case .failure(let error): send(["jsonrpc": "2.0", "id": id, "error": error.json])
    }
  }

  func notify(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": JSONValue(method), "params": params])
  }

  /// Asks the client for something; what it answers is not waited for.
  @discardableResult
  func request(_ method: String, _ params: JSONValue) -> RequestID {
    lastOwnID += 1
    let id = RequestID(lastOwnID)
    send(["jsonrpc": "2.0", "id": id.json, "method": JSONValue(method), "params": params])
    return id
  }

  /// Writes into the log of the client.
  func log(_ text: String, _ type: LSP.MessageType = .info) {
    notify("window/logMessage", ["type": .int(type.rawValue), "message": JSONValue(text)])
  }

  /// Shows people a message.
  func show(_ text: String, _ type: LSP.MessageType) {
    notify("window/showMessage", ["type": .int(type.rawValue), "message": JSONValue(text)])
  }

  private func send(_ message: JSONValue) { write(MessageFrame.make(message.json)) }
}
