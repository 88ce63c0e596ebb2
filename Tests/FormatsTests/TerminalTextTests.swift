import Formats
import Testing

@Suite("Text for terminals")
struct TerminalTextTests {
  private func shown(_ value: String) -> String {
    let text: TerminalText = "name \(value)\n"
    return text.string
  }

  @Test(arguments: [
    ("\u{1B}[31m", #"\x1b[31m"#), ("a\nb\r\tc", #"a\nb\r\tc"#), ("\u{0}\u{7F}", #"\x00\x7f"#),
    ("\u{9B}31m\u{85}", #"\x9b31m\x85"#), ("\u{202E}\u{2066}\u{200F}", #"\u202e\u2066\u200f"#),
    ("\u{61C}\u{2028}\u{FEFF}", #"\u061c\u2028\ufeff"#), ("\u{E0041}", #"\U000e0041"#),
    (#"^\d+$ Größe 名前 👩‍🚀"#, #"^\d+$ Größe 名前 👩‍🚀"#),
  ])
  func whatSteersIsShown(_ value: String, _ expected: String) {
    #expect(shown(value) == "name \(expected)\n")
  }

  @Test(arguments: [
    ("##[error]x", #"\x23#[error]x"#), ("###vso[task.complete]", #"#\x23#vso[task.complete]"#),
    ("## [a]", "## [a]"), ("::error::x", "::error::x"),
  ])
  func noValueIsACommand(_ value: String, _ expected: String) {
    #expect(shown(value) == "name \(expected)\n")
  }

  @Test
  func atTheStartOfALineColonsAreShownToo() {
    let values = ["::error::x", "  ::error::x", ":"]
    let texts = values.map { "a\n\($0) b" as TerminalText }
    #expect(
      texts.map(\.string) == ["a\n\\x3a:error::x b", "a\n  \\x3a:error::x b", "a\n\\x3a b"]
    )
    let colored: TerminalText = ("\(":a")" as TerminalText).styled("1", if: true)
    #expect(colored.string == "\u{1B}[1m\\x3aa\u{1B}[0m")
    let name: TerminalText = "\(" ")\("::error::x")"
    #expect(name.string == " \\x3a:error::x")
  }

  @Test
  func pagesKeepTheirLines() {
    #expect(TerminalText(lines: "a\n\n b\u{1B}\n").string == "a\n\n b\\x1b\n")
  }

  @Test
  func anEchoInAnErrorStaysInItsLine() {
    let message = "no \u{1B}[1m\n::error::x. Choose:\n  - a\n  - b"
    let text = TerminalText(message: message, in: "Error: \(message)\nUsage: x\n  See 'x'")
    #expect(
      text.string == "Error: no \\x1b[1m\\n::error::x. Choose:\n  - a\n  - b\nUsage: x\n  See 'x'\n"
    )
  }

  @Test(arguments: [
    ("abc", 3), ("名前", 4), ("e\u{301}", 1), ("🚀", 2), ("👩‍🚀", 2), ("🇩🇪", 2), ("☀️", 2),
    ("한", 2), ("ﬁ", 1), ("ｱ", 1), ("Ａ", 2), ("", 0),
  ])
  func widthsAreThoseOfATerminal(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }
}
