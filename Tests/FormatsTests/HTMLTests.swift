import Formats
import Testing

@Suite("HTML")
struct HTMLTests {
  @Test(arguments: [
    ("plain é 🚀 /-.", "plain é 🚀 /-."),
    ("<a b=\"c\" d='e'>&", "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;"),
    ("a\u{202E}b\u{2066}c\u{2069}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"), ("a\0b", "a\u{FFFD}b"),
    ("… and —", "… and —"), ("", ""), ("<", "&lt;"), ("a<", "a&lt;"),
  ])
  func textOfOthersIsEscaped(_ text: String, _ escaped: String) {
    #expect(("<p>\(text)</p>" as HTML).text == "<p>\(escaped)</p>")
    #expect(HTML.escaped(text) == escaped)
  }

  @Test
  func whatIsHTMLStaysAsItIs() {
    var html: HTML = "<i>\("&")</i>"
    html = "<b>\(html)</b>\([html, "<br>"])\(12)"
    html.append(tag: "<hr>")
    html.appendMade { $0 += Array("<u></u>".utf8) }
    #expect(html.text == "<b><i>&amp;</i></b><i>&amp;</i><br>12<hr><u></u>")
  }
}
