/// Addresses of this machine, to which nothing is sent in the clear.
package enum Loopback {
  /// Whether a URL with the scheme `http` is one.
  package static func isHost(of url: String) -> Bool {
    ["127.0.0.1", "localhost", "[::1]"].contains { host in
      url == "http://\(host)" || ["/", ":"].contains { url.hasPrefix("http://\(host)\($0)") }
    }
  }
}
