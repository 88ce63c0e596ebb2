import Testing

@testable import Cluster

@Suite("Proxies of the environment")
struct ProxyEnvironmentTests {
  /// As Go's tests of `httpproxy` have them, and what clusters need.
  @Test(arguments: [
    ("", "https", "api.acme.org", 443, "http://proxy:3128"),
    ("", "http", "api.acme.org", 80, nil), ("", "https", "localhost", 6443, nil),
    ("", "https", "127.0.0.1", 6443, nil), ("", "https", "127.9.9.9", 6443, nil),
    ("", "https", "::1", 6443, nil), ("*", "https", "api.acme.org", 443, nil),
    ("acme.org", "https", "api.acme.org", 443, nil), ("acme.org", "https", "acme.org", 443, nil),
    ("acme.org", "https", "notacme.org", 443, "http://proxy:3128"),
    (".acme.org", "https", "api.acme.org", 443, nil),
    (".acme.org", "https", "acme.org", 443, "http://proxy:3128"),
    ("*.acme.org", "https", "api.acme.org", 443, nil),
    ("a.org, API.acme.org ,b.org", "https", "api.ACME.org", 443, nil),
    ("api.acme.org:443", "https", "api.acme.org", 443, nil),
    ("api.acme.org:443", "https", "api.acme.org", 6443, "http://proxy:3128"),
    ("10.0.0.0/8", "https", "10.1.2.3", 443, nil),
    ("10.0.0.0/8", "https", "11.1.2.3", 443, "http://proxy:3128"),
    ("10.0.0.0/8", "https", "api.acme.org", 443, "http://proxy:3128"),
    ("10.1.2.3", "https", "10.1.2.3", 443, nil),
    ("10.1.2.3:6443", "https", "10.1.2.3", 443, "http://proxy:3128"),
    ("fd00::/8", "https", "fd12::1", 443, nil), ("[fd00::1]:6443", "https", "fd00::1", 6443, nil),
    ("10.0.0.0/33", "https", "10.0.0.0", 443, "http://proxy:3128"),
  ])
  func hostsAreExcepted(
    _ exceptions: String,
    _ scheme: String,
    _ host: String,
    _ port: Int,
    _ proxy: String?
  ) {
    let environment = ProxyEnvironment([
      "HTTPS_PROXY": "proxy:3128", "NO_PROXY": exceptions,
    ])
    #expect(environment.proxy(scheme: scheme, host: host, port: port) == proxy)
  }

  @Test
  func smallLettersAndSchemesCount() {
    let environment = ProxyEnvironment([
      "HTTPS_PROXY": "", "https_proxy": "socks5://s:1", "HTTP_PROXY": "http://h:2",
    ])
    #expect(environment.proxy(scheme: "https", host: "a", port: 1) == "socks5://s:1")
    #expect(environment.proxy(scheme: "http", host: "a", port: 1) == "http://h:2")
  }
}
