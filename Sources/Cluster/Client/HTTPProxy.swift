package import AsyncHTTPClient

extension HTTPClient.Configuration.Proxy {
  /// The proxy at a URL; `nil` for a URL of another scheme than `http` or `socks5`, and for a user of a
  /// SOCKS proxy.
  package static func at(_ url: String) -> HTTPClient.Configuration.Proxy? {
    let proxy = ProxyURL(url)
    guard let address = ServerAddress(proxy.address, schemes: ["http": 80, "socks5": 1080]) else {
      return nil
    }
    if address.scheme == "socks5" {
      return proxy.user == nil ? .socksServer(host: address.host, port: address.port) : nil
    }
    guard let user = proxy.user else { return .server(host: address.host, port: address.port) }
    return .server(
      host: address.host,
      port: address.port,
      authorization: .basic(username: user.name, password: user.password)
    )
  }
}
