import Kubernetes
import Testing

/// Formats that few pods use.
@Suite("Rare formats")
struct RareFormatTests {
  private typealias Fault = (UnsafeBufferPointer<UInt8>) -> String?

  private func isGood(_ text: String, _ fault: Fault) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { fault($0) == nil }
  }

  @Test(arguments: [
    ("a", true), ("a/b", true), ("a/..b/c", true), ("", true), ("..", false), ("a/../b", false),
    ("../a", false), ("a/..", false), ("/a/b", true), ("a/...", true),
  ])
  func backsteps(_ text: String, _ expected: Bool) {
    #expect(isGood(text, PathFormat.backstepFault) == expected)
    #expect(isGood(text, PathFormat.descendingFault) == (expected && !text.hasPrefix("/")))
  }

  @Test(arguments: [("data", true), ("..data", false), ("a/..data", true), ("/a", false)])
  func volumeFiles(_ text: String, _ expected: Bool) {
    #expect(isGood(text, PathFormat.volumeFileFault) == expected)
  }

  @Test(arguments: [
    ("kernel.shm_rmid_forced", true), ("net/ipv4/ip_local-port", true), ("a", true), ("", false),
    ("A.b", false), ("a..b", false), ("_a.b", false), ("a.b_", false), ("a b", false),
    (String(repeating: "a", count: 253), true), (String(repeating: "a", count: 254), false),
  ])
  func sysctls(_ text: String, _ expected: Bool) {
    #expect(isGood(text, NameFormat.sysctlNameFault) == expected)
  }

  @Test(arguments: [
    ("a.b", true), ("_srv.example", true), ("a_b.c", true), ("__a", false), ("a_", false),
    ("_", false), ("", false), ("a..b", false), ("A", false), ("-a", false),
  ])
  func searches(_ text: String, _ expected: Bool) {
    #expect(isGood(text, NameFormat.dnsSearchFault) == expected)
  }

  @Test(arguments: [
    ("iqn.2014-12.world.example:disk1", true), ("iqn.2014-12.a:", false), ("iqn.2014-12.a", false),
    ("iqn.14-12.a:b", false), ("iqn.2014-12.:b", false), ("iqn.2014-12.a_b:c", false),
    ("iqn.2014-12.a:b,c", false), ("eui.0123456789abcdef", true), ("eui.0123456789abcde", false),
    ("naa.0123456789abcdef0123456789ABCDEF", true), ("naa.0123456789abcdef", false), ("iqn", false),
    ("", false),
  ])
  func iscsiNames(_ text: String, _ expected: Bool) {
    #expect(isGood(text, NameFormat.iscsiNameFault) == expected)
  }

  @Test(arguments: [
    ("X-Token", true), ("x", true), ("", false), ("X_Token", false), ("X Token", false),
  ])
  func headers(_ text: String, _ expected: Bool) {
    #expect(isGood(text, NameFormat.httpHeaderNameFault) == expected)
  }

  @Test(arguments: [
    ("abc", true), ("abc-", true), ("a--", true), ("a_-", true), ("-", false), ("-a-", false),
    ("", false),
  ])
  func generatedNames(_ text: String, _ expected: Bool) {
    #expect(isGood(text, NameFormat.generatedSubdomainFault) == expected)
  }

  @Test(arguments: [
    ("ContainerUser", true), ("NT AUTHORITY\\SYSTEM", true), ("corp.example.com\\joe", true),
    ("joe.", true), ("", false), ("a\\b\\c", false), ("\\joe", false), ("corp\\", false),
    (".corp\\joe", false), ("a:b\\joe", false), ("...", false), ("a/b", false), ("jo\u{1}e", false),
    (String(repeating: "u", count: 104), true), (String(repeating: "u", count: 105), false),
    (String(repeating: "d", count: 15) + "\\joe", true),
    (String(repeating: "d", count: 256) + "\\joe", false),
  ])
  func windowsUsers(_ text: String, _ expected: Bool) {
    #expect(isGood(text, WindowsUserName.fault) == expected)
  }
}
