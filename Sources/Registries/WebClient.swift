internal import AsyncHTTPClient
package import Cluster
internal import NIOCore
internal import NIOHTTP1

/// Sends requests to servers of the internet, within bounds, and through the proxies that the environment
/// names. It follows no redirect.
package actor WebClient {
  private let proxies: ProxyEnvironment
  private let limits: Limits
  /// By origin, since the proxy of each may be another one.
  private var clients: [String: HTTPClient] = [:]

  /// What one answer may cost.
  package struct Limits: Sendable {
    package var time: Duration
    package var bytes: Int

    package init(time: Duration = .seconds(60), bytes: Int = 64 << 20) {
      self.time = time
      self.bytes = bytes
    }
  }

  package init(proxies: ProxyEnvironment = ProxyEnvironment(), limits: Limits = Limits()) {
    self.proxies = proxies
    self.limits = limits
  }

  package struct Request: Sendable {
    package var method = "GET"
    package var server: ServerAddress
    /// Path and query.
    package var target: String
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8]?

    package init(_ server: ServerAddress, _ target: String) {
      (self.server, self.target) = (server, target)
    }
  }

  package struct Response: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    /// Names count in either case.
    package func values(_ name: String) -> [String] {
      headers.filter { $0.name.lowercased() == name }.map(\.value)
    }
  }

  /// Why there is no answer, in words that follow the name of the server.
  package struct Failure: Error, Sendable, Hashable {
    package let reason: String
  }

  /// Sends a request once.
  package func send(_ request: Request) async throws(Failure) -> Response {
    let client = try client(for: request.server)
    let limits = limits
    // The client's own limit ends with the head of the answer.
    let result = await TimeLimit.run(limits.time) {
      await WebClient.result(request, client, limits)
    }
    guard let result else { throw Failure(reason: "no answer in time") }
    return try result.get()
  }

  package func shutDown() async {
    for client in clients.values { try? await client.shutdown() }
    clients = [:]
  }

  private func client(for server: ServerAddress) throws(Failure) -> HTTPClient {
    let origin = "\(server.scheme)://\(server.host):\(server.port)"
    if let known = clients[origin] { return known }
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(10)
    configuration.connectionPool.retryConnectionEstablishment = false
    let proxy = proxies.proxy(scheme: server.scheme, host: server.host, port: server.port)
    if let proxy {
      guard let settings = HTTPClient.Configuration.Proxy.at(proxy) else {
        // Without the URL, which may have a password.
        throw Failure(
          reason:
            "the proxy of the environment has no URL with http:// or socks5://, which are supported"
        )
      }
      configuration.proxy = settings
    }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    clients[origin] = client
    return client
  }

  private static func result(
    _ request: Request,
    _ client: HTTPClient,
    _ limits: Limits
  ) async -> Result<Response, Failure> {
    var server = request.server
    server.path = ""
    var message = HTTPClientRequest(url: server.text + request.target)
    message.method = HTTPMethod(rawValue: request.method)
    message.headers.add(name: "User-Agent", value: "plimsoll-updater")
    for header in request.headers { message.headers.add(name: header.name, value: header.value) }
    if let body = request.body { message.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      let response = try await client.execute(message, timeout: TimeAmount(limits.time))
      let body = try await response.body.collect(upTo: limits.bytes)
      return .success(
        Response(
          status: Int(response.status.code),
          headers: response.headers.map { (name: $0.name, value: $0.value) },
          body: Array(body.readableBytesView)
        )
      )
    } catch {
      return .failure(Failure(reason: ConnectionFailure.reason(of: error)))
    }
  }
}
