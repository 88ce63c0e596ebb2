import GoFormats
import Testing

@Suite("Go URLs")
struct GoURLTests {
  @Test(arguments: [
    ("https://github.com/org/repo.git", "https", "github.com", "/org/repo.git"),
    ("HTTPS://Host:8080/%41%2fb?q=%zz#f%20", "https", "Host:8080", "/A/b"),
    ("//host/p", "", "host", "/p"), ("///p", "", "", "///p"), ("x:///p", "x", "", "/p"),
    ("http://h:", "http", "h:", ""), ("x://", "x", "", ""), ("", "", "", ""), ("*", "", "", "*"),
    ("/a b/c", "", "", "/a b/c"), ("a/b:c", "", "", "a/b:c"), ("./a:b", "", "", "./a:b"),
    ("http://a<>\"b/", "http", "a<>\"b", "/"), ("http://%C3%A9.com", "http", "é.com", ""),
    ("http://é.com/é", "http", "é.com", "/é"), ("http://h%25/", "http", "h%", "/"),
    ("http://[::1]:80/", "http", "[::1]:80", "/"),
    ("http://[fe80::1%25en0]", "http", "[fe80::1%en0]", ""),
    ("http://[fe80::1%25%65%20]", "http", "[fe80::1%e ]", ""),
    ("http://x[::1]", "http", "[::1]", ""),
    ("http://[1:2:3:4:5:6:1.2.3.4]", "http", "[1:2:3:4:5:6:1.2.3.4]", ""),
    ("http://h?", "http", "h", ""), ("h2+a-b.c://h", "h2+a-b.c", "h", ""),
  ])
  func areTakenApartAsByGo(_ text: String, scheme: String, host: String, path: String) throws {
    let url = try GoURL.parse(text)
    #expect(url.scheme == scheme)
    #expect(url.host == host)
    #expect(url.path == path)
    #expect(url.opaque == nil)
    #expect(!url.hasUserinfo)
  }

  @Test(arguments: [
    ("mailto:a@b", "a@b"), ("a:b%zz c", "b%zz c"), ("host:80/p", "80/p"), ("x:?q", ""),
  ])
  func areOpaqueWithoutASlash(_ text: String, opaque: String) throws {
    #expect(try GoURL.parse(text).opaque == opaque)
  }

  @Test(arguments: [
    ("http://u:p@h", "h"), ("http://@h", "h"), ("http://a@b@h", "h"), ("ssh://git%20x@h/", "h"),
  ])
  func mayCarryUserinfo(_ text: String, host: String) throws {
    let url = try GoURL.parse(text)
    #expect(url.hasUserinfo)
    #expect(url.host == host)
  }

  @Test(
    arguments: [
      (":foo", "0: missing protocol scheme"), ("://h", "0: missing protocol scheme"),
      ("1a:b", "2: first path segment in URL cannot contain colon"),
      ("git@github.com:org/repo", "14: first path segment in URL cannot contain colon"),
      ("a b:c", "3: first path segment in URL cannot contain colon"),
      ("http://a\u{7F}", "8: a control character"), ("http://a\n", "8: a control character"),
      ("a\u{1}", "1: a control character"),
      ("http://a b/", "8: invalid character \" \" in host name"),
      ("http://a\\b/", "8: invalid character \"\\\" in host name"),
      ("http://{{.Org}}/", "7: invalid character \"{\" in host name"),
      ("http://a%20b/", "8: invalid URL escape \"%20\""),
      ("http://a%zz/", "8: invalid URL escape \"%zz\""),
      ("/a%4", "2: invalid URL escape \"%4\""), ("%", "0: invalid URL escape \"%\""),
      ("/a#%g1", "3: invalid URL escape \"%g1\""), ("http://u%@h", "8: invalid URL escape \"%\""),
      ("http://u[@h", "8: invalid userinfo"), ("http://u é@h", "8: invalid userinfo"),
      ("http://h:8x", "8: invalid port \":8x\" after host"),
      ("http://::1/", nil), ("http://h:-1/", "8: invalid port \":-1\" after host"),
      ("http://[::1", "7: missing ']' in host"), ("http://][", "8: invalid port \"[\" after host"),
      ("http://[::1]x", "12: invalid port \"x\" after host"),
      ("http://[1.2.3.4]", "7: what is in brackets is not an IPv6 address"),
      ("http://[x]", "7: what is in brackets is not an IPv6 address"),
      ("http://[::1%25]", "7: what is in brackets is not an IPv6 address"),
      ("http://[::1%en0]", "11: invalid URL escape \"%en\""),
      ("http://[1::2::3]", "7: what is in brackets is not an IPv6 address"),
      ("http://[1:2:3:4:5:6:7:8::]", "7: what is in brackets is not an IPv6 address"),
      ("http://[::12345]", "7: what is in brackets is not an IPv6 address"),
      ("http://[::1.2.3.04]", "7: what is in brackets is not an IPv6 address"),
      ("http://[::1.2.3.256]", "7: what is in brackets is not an IPv6 address"),
    ] as [(String, String?)]
  )
  func areRefusedWithAReason(_ text: String, reason: String?) {
    #expect(refusal { () throws(FormatError) in try GoURL.parse(text) } == reason)
  }
}

@Suite("Bucket texts")
struct BucketURLTests {
  @Test(arguments: [
    ("bucket", true), ("bucket/path/x", true), ("gs://bucket", true), ("s3://bucket/p q", true),
    ("", true), ("b:80", true), ("bad bucket", false), ("gs://bad bucket", false), ("b:ad", false),
    ("b%", false), ("b/%zz", false), ("://b", false), ("a\tb", false), ("[b]", false),
  ])
  func areValidWhereGoParsesThem(_ text: String, isValid: Bool) {
    #expect(BucketURL.isValid(text) == isValid)
  }

  @Test func areInGoogleCloudStorageUnlessTheySayOtherwise() throws {
    #expect(try BucketURL.parse("b/p").scheme == "gs")
    #expect(try BucketURL.parse("s3://b/p").host == "b")
  }
}
