import Testing

@testable import Cluster

@Suite("URLs of proxies")
struct ProxyURLTests {
  @Test(arguments: [
    ("http://proxy:3128", "http://proxy:3128", nil, nil),
    ("http://user:pass@proxy:3128", "http://proxy:3128", "user", "pass"),
    ("http://user@proxy", "http://proxy", "user", ""),
    ("http://a%40b:p%3Aq%zz@proxy/", "http://proxy/", "a@b", "p:q%zz"),
    ("http://user:p@ss@proxy", "http://proxy", "user", "p@ss"),
    ("http://proxy/a@b", "http://proxy/a@b", nil, nil),
  ])
  func leaveTheUserOut(_ url: String, _ address: String, _ name: String?, _ password: String?) {
    let proxy = ProxyURL(url)
    #expect(proxy.address == address)
    #expect(proxy.user?.name == name)
    #expect(proxy.user?.password == password)
  }
}
