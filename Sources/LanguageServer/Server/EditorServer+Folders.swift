internal import Analysis
internal import Files
internal import Formats
internal import GoFormats

extension EditorServer {
  /// A folder that is judged by itself.
  struct Folder {
    let judge: FolderJudge
    let overlay: FileOverlay
    var board = FindingBoard()
    /// The last version; `nil` before the first, and if no installation is there.
    var session: LintSession?
    /// What was said last about why it can't be judged.
    var failure: String?
    /// Whether nothing is known of it yet.
    var isLoading = true
    /// What the client knows its sign of progress by, while it shows one.
    var progress: JSONValue?
  }

  // MARK: Start

  func initialize(_ params: JSONValue) -> JSONValue {
    phase = .running
    client = ClientCapabilities(params["capabilities"] ?? .null)
    var paths =
      params["workspaceFolders"]?.items.compactMap { $0["uri"]?.string }
      .compactMap(FileURI.path) ?? []
    if paths.isEmpty {
      let root = params["rootUri"]?.string.flatMap(FileURI.path) ?? params["rootPath"]?.string
      paths = [root].compactMap(\.self)
    }
    findsFolders = paths.isEmpty
    paths = paths.map(WorkingDirectory.absolute)
    if Set(paths).count == 1 { options.enter(paths[0]) }
    for path in paths { _ = addFolder(path) }
    return [
      "capabilities": capabilities,
      "serverInfo": ["name": "plimsoll", "version": JSONValue(options.version)],
    ]
  }

  private var capabilities: JSONValue {
    [
      "positionEncoding": JSONValue(client.encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": 2, "save": true],
      "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
      "documentSymbolProvider": true, "workspaceSymbolProvider": true,
      "foldingRangeProvider": true, "renameProvider": client.renameProvider,
      "codeLensProvider": ["resolveProvider": false], "inlayHintProvider": true,
      "completionProvider": ["triggerCharacters": [" ", ":"]],
      "codeActionProvider": [
        "codeActionKinds": ["quickfix", JSONValue(EditorServer.fixAll)]
      ],
      "executeCommandProvider": [
        "commands": .array(Command.allCases.map { JSONValue($0.rawValue) })
      ],
      "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
    ]
  }

  func didInitialize() async {
    if client.watchesFiles {
      let globs = ["**/*.yaml", "**/*.yml", "**/.prowignore"]
      request(
        "client/registerCapability",
        [
          "registrations": [
            [
              "id": "files", "method": "workspace/didChangeWatchedFiles",
              "registerOptions": [
                "watchers": .array(globs.map { ["globPattern": JSONValue($0)] })
              ],
            ]
          ]
        ]
      )
    }
    for folder in folders.values { await folder.judge.start() }
  }

  // MARK: Folders

  /// Adds a folder, unless it is there; its judge is not started.
  private func addFolder(_ path: String) -> FolderJudge {
    let path = WorkingDirectory.absolute(path)
    if let folder = folders[path] { return folder.judge }
    let overlay = FileOverlay()
    for document in documents.values { overlay.set(document.bytes, at: document.path) }
    let origin = LintSession.Origin(
      root: path,
      overlay: overlay,
      today: { [now = options.now] in
        String(CivilTime(unixSeconds: now()).rfc3339.prefix(10))
      },
      workers: options.workers
    )
    let judge = FolderJudge(origin, idleDelay: options.idleDelay) { [weak self] event in
      await self?.take(event, of: path)
    }
    folders[path] = Folder(judge: judge, overlay: overlay)
    return judge
  }

  /// The folders that a file is in, the innermost first.
  func folders(around path: String) -> [Folder] {
    folderPaths(around: path).compactMap { folders[$0] }
  }

  /// Their paths.
  func folderPaths(around path: String) -> [String] {
    folders.keys.filter { path == $0 || path.hasPrefix($0 == "/" ? "/" : $0 + "/") }
      .sorted { $0.utf8.count > $1.utf8.count }
  }

  /// Finds the folder of a file that is in none, if the client names no folders.
  func findFolder(around path: String) async {
    guard findsFolders, !shownPages.contains(path), folders(around: path).isEmpty else { return }
    let folder = FileReader.folder(of: path)
    await addFolder(RepositoryBounds.topOfClone(around: folder) ?? folder).start()
  }

  func didChangeFolders(_ params: JSONValue) async {
    func paths(_ name: String) -> [String] {
      params[path: "event", name]?.items.compactMap { $0["uri"]?.string }
        .compactMap(FileURI.path) ?? []
    }
    for path in paths("removed").map(WorkingDirectory.absolute) {
      guard var folder = folders.removeValue(forKey: path) else { continue }
      await folder.judge.stop()
      endProgress(&folder)
      publish(nil, of: path, &folder.board)
    }
    let added = paths("added").map(addFolder)
    publishAll()
    for judge in added { await judge.start() }
  }

  // MARK: Findings

  func take(_ event: FolderJudge.Event, of path: String) async {
    guard phase != .ended, var folder = folders[path] else { return }
    switch event {
    case .started: return askForProgress(path)
    case .judged(let session):
      if folder.session == nil { logStart(session, path) }
      (folder.session, folder.failure) = (session, nil)
      publish(session?.result, of: path, &folder.board)
    case .quiet(let version):
      return await refreshViews(version, of: path)
    case .failed(let words):
      if folder.failure != words { show("plimsoll: \(words)", .error) }
      folder.failure = words
    }
    endProgress(&folder)
    folders[path] = folder
  }

  private func logStart(_ session: LintSession?, _ path: String) {
    if let result = session?.result {
      log("plimsoll: \(path): judging \(result.jobCount) jobs in \(result.fileCount) files")
    } else {
      log("plimsoll: \(path): no files of Prow were found")
    }
  }

  /// Shows what there is of all folders: a folder in another has come or gone, and so other folders show
  /// its files.
  private func publishAll() {
    for (path, folder) in folders.sorted(by: { $0.key < $1.key }) {
      var board = folder.board
      publish(folder.session?.result, of: path, &board)
      folders[path]?.board = board
    }
  }

  private func publish(_ result: LintResult?, of path: String, _ board: inout FindingBoard) {
    var places = FindingBoard.Places(client.encoding, uris: documents.mapValues(\.uri))
    // Where one folder is in another, a file is shown by the inner one.
    let inner = folders.keys.filter { $0 != path && $0.hasPrefix(path + "/") }
    let messages = board.update(result, &places) { file in
      !inner.contains { file.hasPrefix($0 + "/") }
    }
    for params in messages {
      notify("textDocument/publishDiagnostics", params)
    }
  }
}
