internal import Cluster
internal import Formats
internal import FoundationEssentials

/// Talks to GitHub's API in the name of a token or an App.
package actor GitHubClient {
  private let transport: any GitHubTransport
  private let credential: GitHubCredential
  private let timekeeper: Timekeeper
  private var installations: [RepositoryName: InstallationToken] = [:]
  private var ownLogin: String?

  /// Tries of a request that can be sent again.
  private static let attempts = 4
  /// Seconds that a request waits for GitHub to take it; what takes longer is put off.
  private static let longestWait = 30.0
  /// Seconds before its end from which on a token is renewed; a fetch may take minutes.
  private static let spare = 600.0

  package init(
    transport: any GitHubTransport,
    credential: GitHubCredential,
    timekeeper: Timekeeper
  ) {
    self.transport = transport
    self.credential = credential
    self.timekeeper = timekeeper
  }

  // MARK: Tokens

  /// What git and requests about a repository show.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - isRefused: Whether the last token was not taken: one of an installation is made anew.
  /// - Returns: The token.
  /// - Throws: What GitHub answers, or why a secret can't be read.
  package func token(
    for repository: RepositoryName,
    isRefused: Bool = false
  ) async throws(GitHubError) -> String {
    if isRefused { installations[repository] = nil }
    switch credential {
    case .token(let secret): return try text(secret)
    case .app:
      let known = installations[repository]
      if let known, known.expires - timekeeper.wall() > GitHubClient.spare { return known.token }
      let token = try await installationToken(repository)
      installations[repository] = token
      return token.token
    }
  }

  private func text(_ secret: Secret) throws(GitHubError) -> String {
    do { return try secret.text() } catch {
      throw GitHubError(kind: .secret(error.description), request: "")
    }
  }

  private func appToken() throws(GitHubError) -> String? {
    guard case .app(let id, let key) = credential else { return nil }
    return try AppToken.make(app: id, key: text(key), at: timekeeper.wall())
  }

  private func installationToken(
    _ repository: RepositoryName
  ) async throws(GitHubError) -> InstallationToken {
    let bearer = try appToken().map { "Bearer \($0)" }
    let found = try await send(
      GitHubRequest(
        method: "GET",
        path: "/repos/\(repository)/installation",
        authorization: bearer
      )
    )
    guard let id = found["id"]?.int else { throw unexpected("no id of the installation") }
    let made = try await send(
      GitHubRequest(
        method: "POST",
        path: "/app/installations/\(id)/access_tokens",
        authorization: bearer,
        body: Array(#"{"repositories":["\#(repository.repo)"]}"#.utf8)
      )
    )
    guard let token = made["token"]?.string,
      let expires = made["expires_at"]?.string.flatMap(GitHubClient.time)
    else { throw unexpected("no token of the installation") }
    return InstallationToken(token: token, expires: expires)
  }

  var isApp: Bool {
    if case .app = credential { true } else { false }
  }

  private static func time(_ text: String) -> Double? {
    try? Date(text, strategy: .iso8601).timeIntervalSince1970
  }

  private func unexpected(_ what: String) -> GitHubError {
    GitHubError(kind: .unexpected(what), request: "the App's installation")
  }

  /// The name under which our comments stand.
  package func login(for repository: RepositoryName) async throws(GitHubError) -> String {
    if let ownLogin { return ownLogin }
    let login: String?
    if let bearer = try appToken() {
      let app = try await send(
        GitHubRequest(method: "GET", path: "/app", authorization: "Bearer \(bearer)")
      )
      login = app["slug"]?.string.map { "\($0)[bot]" }
    } else {
      login = try await request("GET", "/user", for: repository)["login"]?.string
    }
    guard let login else { throw unexpected("no login") }
    ownLogin = login
    return login
  }

  // MARK: Requests

  /// Sends a request in the name of whoever may see a repository.
  ///
  /// - Returns: The answer's value; `null` for an answer without one.
  func request(
    _ method: String,
    _ path: String,
    for repository: RepositoryName,
    body: JSONValue? = nil
  ) async throws(GitHubError) -> JSONValue {
    let authorization = try await "Bearer \(token(for: repository))"
    let request = GitHubRequest(
      method: method,
      path: path,
      authorization: authorization,
      body: body?.json
    )
    do throws(GitHubError) {
      return try await send(request)
    } catch {
      // An installation's token may have been taken back before its end.
      guard case .unauthorized = error.kind, installations.removeValue(forKey: repository) != nil
      else { throw error }
      var again = request
      again.authorization = try await "Bearer \(token(for: repository))"
      return try await send(again)
    }
  }

  private func send(_ request: GitHubRequest) async throws(GitHubError) -> JSONValue {
    var attempt = 1
    while true {
      let failure: GitHubError
      do throws(GitHubError) { return try await sendOnce(request) } catch { failure = error }
      guard attempt < GitHubClient.attempts, request.isRepeatable,
        let pause = pause(after: failure, attempt),
        (try? await timekeeper.sleep(.seconds(pause))) != nil
      else { throw failure }
      attempt += 1
    }
  }

  /// - Returns: Seconds to wait; `nil` for an error that waiting does not fix.
  private func pause(after failure: GitHubError, _ attempt: Int) -> Double? {
    switch failure.kind {
    case .rateLimited(let until):
      let wait = max(0, until - timekeeper.wall())
      // A little later than said, and not all at once.
      return wait <= GitHubClient.longestWait ? wait + .random(in: 0.1...1) : nil
    case .unreachable, .server:
      return 0.25 * Double(1 << attempt) * .random(in: 0.5...1)
    default: return nil
    }
  }

  private func sendOnce(_ request: GitHubRequest) async throws(GitHubError) -> JSONValue {
    let name = "\(request.method) \(request.path.prefix { $0 != "?" })"
    let response: GitHubResponse
    do { response = try await transport.send(request) } catch {
      throw GitHubError(kind: .unreachable("\(error)"), request: name)
    }
    guard (200..<300).contains(response.status) else {
      throw GitHubError(kind: kind(of: response), request: name)
    }
    if response.body.isEmpty { return .null }
    do { return try JSONReader.read(response.body) } catch {
      throw GitHubError(kind: .unexpected(error.description), request: name)
    }
  }

  private func kind(of response: GitHubResponse) -> GitHubError.Kind {
    let message = (try? JSONReader.read(response.body))?["message"]?.string ?? ""
    let now = timekeeper.wall()
    switch response.status {
    case 403 where isLimit(response, message), 429:
      // Source: GitHub's "Rate limits for the REST API": without a header, a minute.
      let after = response.headers["retry-after"].flatMap(Double.init).map { now + $0 }
      let reset = response.headers["x-ratelimit-reset"].flatMap(Double.init)
      return .rateLimited(until: max(now, after ?? reset ?? now + 60))
    case 401: return .unauthorized
    case 403, 404: return .forbidden(status: response.status, message: String(message.prefix(200)))
    case 500...: return .server(status: response.status)
    default: return .refused(status: response.status, message: String(message.prefix(200)))
    }
  }

  private func isLimit(_ response: GitHubResponse, _ message: String) -> Bool {
    response.headers["retry-after"] != nil || response.headers["x-ratelimit-remaining"] == "0"
      || message.contains("rate limit")
  }
}
