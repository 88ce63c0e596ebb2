import Kubernetes
import Testing

@Suite("IP addresses")
struct IPAddressTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("0.0.0.0", "0.0.0.0"), ("::", "::"), ("::1", "::1"),
    ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1::3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ("::ffff:1.2.3.4", "::ffff:1.2.3.4"), ("::ffff:102:304", "::ffff:1.2.3.4"),
    ("64:ff9b::1.2.3.4", "64:ff9b::102:304"), ("fe80::", "fe80::"),
  ])
  func isWrittenAsUsual(_ text: String, _ usual: String) throws {
    #expect(try #require(IPAddress(text.utf8, lenient: false)).description == usual)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.04", "1.2.3.+4", " 1.2.3.4", "1.2.3.4 ", ":",
    ":::",
    "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2:3:4:5:6:7:8", "12345::", "g::", "+1::",
    "1.2.3.4::", "::1.2.3", "::1.2.3.4:5", "fe80::1%eth0", "localhost",
  ])
  func refuses(_ text: String) {
    #expect(IPAddress(text.utf8, lenient: false) == nil)
  }

  @Test
  func olderVersionsTakeLeadingZeros() throws {
    #expect(try #require(IPAddress("010.0.0.001".utf8, lenient: true)).description == "10.0.0.1")
    #expect(IPAddress("010.0.0.001".utf8, lenient: false) == nil)
  }

  @Test(arguments: [("::ffff:1.2.3.4", true), ("::1.2.3.4", false), ("1.2.3.4", false)])
  func knowsMappedIPv4(_ text: String, _ isMapped: Bool) throws {
    #expect(try #require(IPAddress(text.utf8, lenient: false)).isMappedIPv4 == isMapped)
  }
}
