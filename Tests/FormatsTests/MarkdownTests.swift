import Formats
import Testing

@Suite("Markdown")
struct MarkdownTests {
  @Test(arguments: [
    ("@octocat", "`@octocat`"), ("a`b", "``a`b``"), ("`a``", "``` `a`` ```"), ("", "` `"),
    (" a ", "`  a  `"), ("a\n@b\u{202E}", #"`a\n@b\u202e`"#),
  ])
  func namesAreCode(_ name: String, _ expected: String) {
    #expect(Markdown.code(name) == expected)
  }

  @Test
  func tablesAndTagsAreSafeToo() {
    #expect(Markdown.cell("a|b") == #"`a\|b`"#)
    #expect(Markdown.element("<b>&\n\n@a") == #"<code>&lt;b&gt;&amp;\n\n@a</code>"#)
  }

  @Test
  func noLineClosesItsFence() {
    let (fence, lines) = Markdown.fenced(["+a\t\r", "+`````"])
    #expect(fence == "``````")
    #expect(lines == ["+a\t\\r\n", "+`````\n"])
    #expect(
      Markdown.fenced([" ::error::x", "##[error]"]).lines == [
        " \\x3a:error::x\n", "\\x23#[error]\n",
      ]
    )
  }
}
