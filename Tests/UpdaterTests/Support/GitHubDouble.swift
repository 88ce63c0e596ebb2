import Cluster
import Formats
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Updater

/// GitHub's API as far as this project uses it, in this process; over HTTP with `serve`.
final class GitHubDouble: GitHubTransport {
  struct Comment: Sendable, Hashable {
    var id: Int
    var login: String
    var body: String
  }

  struct Logged: Sendable {
    var method: String
    var path: String
    var authorization: String?
    var body: JSONValue
  }

  enum Fault: Sendable {
    case status(Int, headers: [String: String] = [:], message: String = "injected fault")
    /// No answer; what was asked for is done all the same if `isDone`.
    case cut(isDone: Bool)
    /// Something else happens before it is done, or after it and before the answer.
    case meanwhile(isDone: Bool, @Sendable () -> Void)
  }

  struct Cut: Error {}

  struct State {
    var pulls: [String: [(number: Int, branch: String)]] = [:]
    var open: [Int: (head: String, branch: String, base: String)] = [:]
    var comments: [Int: [Comment]] = [:]
    var statuses: [String: [String]] = [:]
    var tokens: Set<String> = ["token-1"]
    var nextID = 1
    var installationTokens = 0
    var expiry = "2027-01-15T09:00:00Z"
    var log: [Logged] = []
    var faults: [(fault: Fault, applies: @Sendable (GitHubRequest) -> Bool)] = []
    var ownPulls: [OwnPull] = []
    /// The folder of the repositories, as `ORG/REPO.git`.
    var root: String?
  }

  private let state = Mutex(State())
  static let login = "updater[bot]"

  // MARK: What tests do with it

  func merge(_ number: Int, as commit: String, into branch: String = "main") {
    state.withLock { $0.pulls[commit, default: []].append((number, branch)) }
  }

  /// Opens a pull request, or pushes to it.
  func open(_ number: Int, at head: String, to branch: String = "main", from base: String) {
    state.withLock { $0.open[number] = (head, branch, base) }
  }

  func close(_ number: Int) { state.withLock { $0.open[number] = nil } }

  func write(_ body: String, by login: String, on number: Int) {
    state.withLock { state in
      state.comments[number, default: []].append(
        Comment(id: state.nextID, login: login, body: body)
      )
      state.nextID += 1
    }
  }

  func inject(
    _ fault: Fault,
    when applies: @escaping @Sendable (GitHubRequest) -> Bool = { _ in true }
  ) {
    state.withLock { $0.faults.append((fault, applies)) }
  }

  func clearFaults() { state.withLock { $0.faults = [] } }

  /// `root`: The folder of repositories whose commits and branches are asked for.
  func setRepositories(_ root: String) { state.withLock { $0.root = root } }

  /// Pull requests that were made here.
  var ownPulls: [OwnPull] { state.withLock(\.ownPulls) }

  func setTokens(_ tokens: Set<String>) { state.withLock { $0.tokens = tokens } }

  func setExpiry(_ text: String) { state.withLock { $0.expiry = text } }

  func comments(on number: Int) -> [Comment] { state.withLock { $0.comments[number] ?? [] } }

  /// `STATE DESCRIPTION`, the last one last.
  func statuses(of commit: String) -> [String] { state.withLock { $0.statuses[commit] ?? [] } }

  var log: [Logged] { state.withLock(\.log) }

  // MARK: Answering

  func send(_ request: GitHubRequest) async throws -> GitHubResponse {
    let (response, work) = try answer(request)
    work?()
    return response ?? GitHubDouble.reply(500, .null)
  }

  /// - Returns: The answer, if it was done, and what happens meanwhile.
  private func answer(
    _ request: GitHubRequest
  ) throws -> (response: GitHubResponse?, work: (@Sendable () -> Void)?) {
    try state.withLock { state in
      let body = request.body.flatMap { try? JSONReader.read($0) } ?? .null
      state.log.append(
        Logged(
          method: request.method,
          path: request.path,
          authorization: request.authorization,
          body: body
        )
      )
      guard let index = state.faults.firstIndex(where: { $0.applies(request) }) else {
        return (GitHubDouble.answer(request, body, &state), nil)
      }
      switch state.faults.remove(at: index).fault {
      case .status(let status, let headers, let message):
        let response = GitHubResponse(
          status: status,
          headers: headers,
          body: (["message": JSONValue(message)] as JSONValue).json
        )
        return (response, nil)
      case .cut(let isDone):
        if isDone { _ = GitHubDouble.answer(request, body, &state) }
        throw Cut()
      case .meanwhile(let isDone, let work):
        return (isDone ? GitHubDouble.answer(request, body, &state) : nil, work)
      }
    }
  }

  private static func answer(
    _ request: GitHubRequest,
    _ body: JSONValue,
    _ state: inout State
  ) -> GitHubResponse {
    let parts = request.path.split(separator: "?")
    let path = parts.first?.split(separator: "/").map(String.init) ?? []
    let token = request.authorization.map { String($0.dropFirst("Bearer ".count)) } ?? ""
    let isApp = token.split(separator: ".").count == 3
    guard isApp || state.tokens.contains(token) else {
      return reply(401, ["message": "Bad credentials"])
    }
    if let answer = ownPull(request, path, body, &state) { return answer }
    switch (request.method, path.count) {
    case ("GET", 1) where path[0] == "user": return reply(200, ["login": JSONValue(login)])
    case ("GET", 1) where path[0] == "app": return reply(200, ["slug": "updater"])
    case ("GET", 4) where path[3] == "installation": return reply(200, ["id": 7])
    case ("POST", 4) where path[0] == "app":
      state.installationTokens += 1
      let name = "installation-\(state.installationTokens)"
      state.tokens.insert(name)
      return reply(201, ["token": JSONValue(name), "expires_at": JSONValue(state.expiry)])
    case ("GET", 6) where path[3] == "commits" && path[5] == "pulls":
      let pulls = (state.pulls[path[4]] ?? []).map { pull -> JSONValue in
        [
          "number": .number("\(pull.number)"), "merged_at": "2026-01-01T00:00:00Z",
          "base": ["ref": JSONValue(pull.branch)],
        ]
      }
      return reply(200, .array(pulls))
    case ("GET", 4) where path[3] == "pulls":
      return reply(200, .array(state.open.keys.sorted().compactMap { pull($0, state) }))
    case ("GET", 5) where path[3] == "pulls":
      let number = Int(path[4]) ?? 0
      return pull(number, state).map { reply(200, $0) } ?? reply(404, ["message": "Not Found"])
    case ("POST", 5) where path[3] == "statuses":
      let words = "\(body["state"]?.string ?? "") \(body["description"]?.string ?? "")"
      state.statuses[path[4], default: []].append(words)
      return reply(201, [:])
    case (_, 6) where path[3] == "issues": return comments(request, path, body, &state)
    default: return reply(404, ["message": "Not Found"])
    }
  }

  private static func pull(_ number: Int, _ state: State) -> JSONValue? {
    state.open[number].map { pull in
      [
        "number": .number("\(number)"), "state": "open", "head": ["sha": JSONValue(pull.head)],
        "base": ["ref": JSONValue(pull.branch), "sha": JSONValue(pull.base)],
      ]
    }
  }

  private static func comments(
    _ request: GitHubRequest,
    _ path: [String],
    _ body: JSONValue,
    _ state: inout State
  ) -> GitHubResponse {
    let text = body["body"]?.string ?? ""
    if request.method == "PATCH", path[4] == "comments" {
      for (number, list) in state.comments {
        for (index, comment) in list.enumerated() where "\(comment.id)" == path[5] {
          guard comment.login == login else { return reply(403, ["message": "not yours"]) }
          state.comments[number]?[index].body = text
        }
      }
      return reply(200, [:])
    }
    let number = Int(path[4]) ?? 0
    if request.method == "POST" {
      let comment = Comment(id: state.nextID, login: login, body: text)
      state.nextID += 1
      state.comments[number, default: []].append(comment)
      return reply(201, ["id": .number("\(comment.id)")])
    }
    let page = request.path.split(separator: "=").last.flatMap { Int($0) } ?? 1
    let all = (state.comments[number] ?? []).dropFirst((page - 1) * 100).prefix(100)
    return reply(
      200,
      .array(
        all.map { comment in
          [
            "id": .number("\(comment.id)"), "body": JSONValue(comment.body),
            "user": ["login": JSONValue(comment.login)],
          ]
        }
      )
    )
  }

  static func reply(_ status: Int, _ body: JSONValue) -> GitHubResponse {
    GitHubResponse(status: status, body: body.json)
  }

  // MARK: HTTP

  /// Answers over HTTP for as long as a function takes, which gets the port.
  func withServer<T>(_ body: (Int) async throws -> T) async throws -> T {
    try await RunningServer.run(answering: { try await self.answer($0) }, during: body)
  }

  /// Answers over HTTP until the task is cancelled.
  func serve(_ running: @escaping @Sendable (Int) -> Void) async throws {
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        try await self.answer(request)
      },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { running($0.localAddress?.port ?? 0) },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
    try await application.run()
  }

  private func answer(_ request: Request) async throws -> Response {
    let body = try await request.body.collect(upTo: 1 << 20)
    let answer = try await send(
      GitHubRequest(
        method: request.method.rawValue,
        path: "\(request.uri)",
        authorization: request.headers[.authorization],
        body: Array(body.readableBytesView)
      )
    )
    return Response(
      status: HTTPResponse.Status(code: answer.status),
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
    )
  }
}
