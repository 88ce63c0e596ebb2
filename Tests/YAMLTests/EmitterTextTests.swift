import Testing
import YAML

@Suite("EmitterText")
struct EmitterTextTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("a:b", "a:b"), ("a: b", "'a: b'"), ("it's: x", "'it''s: x'"),
      ("true", "\"true\""), ("12", "\"12\""), ("1:30", "\"1:30\""), ("", "\"\""),
      ("a\nb", "|-\n  a\n  b"), ("a\n\nb\n", "|\n  a\n\n  b"), ("a\n\n", "|+\n  a\n"),
      (" a\nb", "\" a\\nb\""), ("a\tb", "\"a\\tb\""), ("-", "'-'"), ("- a", "'- a'"), ("-a", "-a"),
    ]
  )
  func aTextIsAsPlainAsItCanBe(_ text: String, _ expected: String) {
    #expect(emit(text) == expected)
  }

  @Test
  func aCommentStandsOnTheFirstLine() {
    #expect(emit("a\nb", comment: "why\nso") == "|- # why so\n  a\n  b")
    #expect(emit("a", comment: "why") == "a # why")
  }

  private func emit(_ text: String, comment: String? = nil) -> String {
    var text = text
    var output: [UInt8] = []
    let mark = comment.map(EmitterText.mark)
    text.withUTF8 { EmitterText.append($0, indent: 2, mark: mark, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }
}
