package import Cluster

/// `https://HOST/PATH?QUERY`, to which something may be sent: `http://` only on this machine.
package struct WebAddress: Sendable, Hashable {
  package let server: ServerAddress
  /// Path and query.
  package let target: String

  /// `nil` for what is no such URL.
  package init?(_ url: String) {
    let base = url.prefix { $0 != "?" }
    let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPlain, !url.contains("#"), let server = ServerAddress(String(base)),
      server.isSecure || server.isOnThisMachine
    else { return nil }
    self.server = server
    target = (server.path.isEmpty ? "/" : server.path) + url[base.endIndex...]
  }
}

extension ServerAddress {
  /// Whether what is sent there in the clear reaches nobody else.
  package var isOnThisMachine: Bool { ["127.0.0.1", "localhost", "::1"].contains(host) }

  /// `HOST`, with `:PORT` if it is not the usual one; as people and docker name a registry.
  package var name: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? shown : "\(shown):\(port)"
  }

  func isSameOrigin(as other: ServerAddress) -> Bool {
    scheme == other.scheme && host.lowercased() == other.host.lowercased() && port == other.port
  }
}
