package import AsyncHTTPClient
internal import Cluster

extension GitHubHTTP {
  /// A client that goes through the proxy which the environment names for the API.
  ///
  /// - Parameter base: The root of the API; `nil` if it is not used.
  /// - Returns: The client; whoever asks for it shuts it down.
  /// - Throws: `GitHubError` for a proxy that is not supported.
  package static func client(for base: String?) throws(GitHubError) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    if let base, let address = ServerAddress(base) {
      let proxy = ProxyEnvironment().proxy(
        scheme: address.scheme,
        host: address.host,
        port: address.port
      )
      configuration.proxy = try proxy.map { url throws(GitHubError) in
        if let proxy = HTTPClient.Configuration.Proxy.at(url) { return proxy }
        // Without the URL, which may have a password.
        throw GitHubError(
          kind: .unreachable(
            "the proxy of the environment has no URL with http:// or socks5://, which are supported"
          ),
          request: base
        )
      }
    }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}
