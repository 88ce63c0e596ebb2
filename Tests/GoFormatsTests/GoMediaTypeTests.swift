import GoFormats
import Testing

@Suite("Media types")
struct GoMediaTypeTests {
  @Test(arguments: [
    "text/plain", "TEXT/x-log", " text/plain ", "attachment", "text/plain; charset=utf-8",
    "text/plain;charset=\"utf-8\"", "text/plain;", "text/plain ; ", "a/b;c=\"\"",
    "a/b;c=\"d;\\\"e\"",
    "a/b;c=\"d\\e\"", "a/b;c=1;C=1", "a/b;c*=utf-8''x", "a/b;c*0=x;c*1=y", "a/b;c*=%",
    "a/b;\u{A0}c\u{A0}=\u{A0}d", "a/b;c=\"é\"", "a/\u{212A}",
  ])
  func areAcceptedByGo(_ text: String) {
    #expect(GoMediaType.isValid(text))
  }

  @Test(arguments: [
    ("", "no media type"), ("/plain", "no media type"), ("; a=b", "no media type"),
    ("te xt/plain", "expected slash after first token"), ("text/", "expected token after slash"),
    ("text/plain/x", "unexpected content after media subtype"),
    ("text/pl ain", "unexpected content after media subtype"),
    ("text/plain, text/html", "unexpected content after media subtype"),
    ("é/b", "no media type"), ("a/b;;", "invalid media parameter"),
    ("a/b;c", "invalid media parameter"), ("a/b;c=", "invalid media parameter"),
    ("a/b;=d", "invalid media parameter"), ("a/b;c=\"d", "invalid media parameter"),
    ("a/b;c=\"d\ne\"", "invalid media parameter"), ("a/b;c=d e=f", "invalid media parameter"),
    ("a/b;c=é", "invalid media parameter"), ("a/b;c=1;C=2", "duplicate parameter \"c\""),
  ])
  func areRefusedWithAReason(_ text: String, reason: String) {
    #expect(refusal { () throws(FormatError) in try GoMediaType.check(text) } == reason)
  }
}
