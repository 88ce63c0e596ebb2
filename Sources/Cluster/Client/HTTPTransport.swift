internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Sends requests to one API server, with the credentials of one user.
final class HTTPTransport: Transport {
  private let cluster: String
  let base: String
  private let client: HTTPClient
  private let tls: TLSConfiguration
  private let credentials: CredentialSource
  private let timeout: TimeAmount

  /// No answer about a ConfigMap is larger: 1 MiB of values, escaped, and their metadata.
  private static let mostBytes = 32 << 20

  /// - Throws: `ClusterError` if the server's address or its authority make no sense.
  init(
    cluster: String,
    server: Kubeconfig.Server,
    user: Kubeconfig.User,
    options: Clusters.Options
  ) throws(ClusterError) {
    func refuse(_ reason: String) -> ClusterError {
      ClusterError(.credentials(reason), cluster: cluster)
    }
    self.cluster = cluster
    guard var address = ServerAddress(server.url) else {
      throw refuse("\"\(server.url)\" is not the URL of a server")
    }
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(10)
    // Whoever asks has a policy for that, and would wait for the whole time otherwise.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    let ofEnvironment = options.proxies.proxy(
      scheme: address.scheme,
      host: address.host,
      port: address.port
    )
    if let name = server.tlsServerName, !name.isEmpty, address.isSecure {
      configuration.dnsOverride[name] = address.host
      address.host = name
    }
    let ofKubeconfig = server.proxyURL.flatMap { $0.isEmpty ? nil : $0 }
    if let proxy = ofKubeconfig ?? ofEnvironment {
      guard let settings = HTTPClient.Configuration.Proxy.at(proxy) else {
        // Without the URL, which may have a password.
        let source = ofKubeconfig == nil ? "the environment" : "proxy-url"
        throw refuse(
          "the proxy of \(source) has no URL with http:// or socks5://, which are supported"
        )
      }
      configuration.proxy = settings
    }
    tls = try HTTPTransport.tls(server, cluster: cluster)
    base = address.text
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    credentials = CredentialSource(user, server: server, now: options.now)
    timeout = .nanoseconds(options.timeout.nanoseconds)
  }

  func shutDown() async { try? await client.shutdown() }

  private static func tls(
    _ server: Kubeconfig.Server,
    cluster: String
  ) throws(ClusterError) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    if server.skipsVerification {
      tls.certificateVerification = .none
    } else if let authority = server.authority {
      do {
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(try authority.bytes()))
      } catch let error as KubeconfigError {
        throw ClusterError(.credentials("\(error)"), cluster: cluster)
      } catch {
        let reason = "the certificate authority can't be read as PEM"
        throw ClusterError(.credentials(reason), cluster: cluster)
      }
    }
    return tls
  }

  package func send(_ request: APIRequest) async throws(ClusterError) -> APIResponse {
    let response = try await sendOnce(request)
    guard response.status == 401, await credentials.isRenewable else { return response }
    await credentials.discard()
    return try await sendOnce(request)
  }

  package func stream(
    _ request: APIRequest,
    _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws(ClusterError) -> APIResponse {
    try await exchange(request, until: .distantFuture) { response in
      guard response.status == .ok else { return try await HTTPTransport.answer(response) }
      for try await piece in response.body { try await receive(Array(piece.readableBytesView)) }
      return APIResponse(status: 200, retryAfter: nil, body: [])
    }
  }

  private func sendOnce(_ request: APIRequest) async throws(ClusterError) -> APIResponse {
    try await exchange(request, until: .now() + timeout) { try await HTTPTransport.answer($0) }
  }

  private static func answer(_ response: HTTPClientResponse) async throws -> APIResponse {
    let body = try await response.body.collect(upTo: HTTPTransport.mostBytes)
    return APIResponse(
      status: Int(response.status.code),
      retryAfter: response.headers.first(name: "Retry-After"),
      body: Array(body.readableBytesView)
    )
  }

  /// Sends a request and lets `read` read the answer.
  private func exchange(
    _ request: APIRequest,
    until deadline: NIODeadline,
    _ read: (HTTPClientResponse) async throws -> APIResponse
  ) async throws(ClusterError) -> APIResponse {
    let authorization: CredentialSource.Authorization
    do throws(CredentialFailure) {
      authorization = try await credentials.authorization()
    } catch {
      throw failure(.credentials(error.description), request)
    }
    do {
      return try await read(
        try await client.execute(message(request, authorization), deadline: deadline)
      )
    } catch {
      throw failure(ConnectionFailure.kind(of: error, server: base), request)
    }
  }

  private func message(
    _ request: APIRequest,
    _ authorization: CredentialSource.Authorization
  ) -> HTTPClientRequest {
    var message = HTTPClientRequest(url: base + request.path)
    message.method = HTTPMethod(rawValue: request.method.rawValue.uppercased())
    message.headers.add(name: "Accept", value: "application/json")
    message.headers.add(name: "User-Agent", value: "plimsoll-updater")
    for header in authorization.headers {
      message.headers.add(name: header.name, value: header.value)
    }
    if let type = request.contentType {
      message.headers.add(name: "Content-Type", value: type)
      message.body = .bytes(ByteBuffer(bytes: request.body))
    }
    var tls = tls
    if let identity = authorization.identity {
      tls.certificateChain = identity.certificates.map { .certificate($0) }
      tls.privateKey = .privateKey(identity.key)
    }
    message.tlsConfiguration = tls
    return message
  }

  private func failure(_ kind: ClusterError.Kind, _ request: APIRequest) -> ClusterError {
    ClusterError(kind, cluster: cluster, request: request.about)
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
