import GoFormats
import Testing

// The verdicts and the words after them are those of Go 1.24.11.
@Suite("GoRegex")
struct GoRegexTests {
  @Test(arguments: [
    "", "a", "^*", "a(?i)*", "a*(?i)*", "(?)", "(?i-s:a)", "(?U)a+", "]", "}", "{", "a{,2}",
    "a{01}",
    "x{1000}", "((a{100}){10}){1}", "((a{1,2}){0,}){500}", "(?P<n>a)(?P<n>b)", "(?<n>a)(?<n>b)",
    #"\(?<n>a"#, #"[(?<n>]"#, #"\Q(?<n>\E"#, #"\Qa.b"#, #"\Q\E"#,
    #"\z"#, #"\A\b\B"#, #"\07\0\12\123"#, #"\x41\x{41}\x{10FFFF}\x{D800}"#, #"\_\-\/\ "#,
    "[]a]", "[^]a]", "[a-]", "[-a]", "[--a]", #"[\d-z]"#, "[[:word:]]", "[[:^alpha:]]", "[:alpha:]",
    "[[:alpha]", #"[^\x00-\x{10FFFF}]"#, #"\pN\PN\p{Greek}\p{^Greek}\P{Any}"#, #"[\pN\p{Kawi}]"#,
    #"\p{Kawi}\P{Nag_Mundari}[\P{Kawi}]"#, "é☃",
  ])
  func accepts(_ pattern: String) {
    #expect(reason(pattern) == nil)
  }

  @Test(arguments: [
    ("(", "missing closing )"),
    ("(?:a", "missing closing )"),
    (")", "unexpected )"),
    ("a|)", "unexpected )"),
    ("[", "missing closing ]"),
    ("[a", "missing closing ]"),
    ("[]", "missing closing ]"),
    ("[z-a]", "invalid character class range z-a"),
    ("[[:foo:]]", "invalid character class range [:foo:]"),
    (#"[a-\d]"#, #"invalid escape sequence \d"#),
    ("*", "missing argument to repetition operator *"),
    ("a|*?", "missing argument to repetition operator *?"),
    ("({2})", "missing argument to repetition operator {2}"),
    (#"\Q\E+"#, "missing argument to repetition operator +"),
    ("a**", "invalid nested repetition operator **"),
    ("a+?{2}", "invalid nested repetition operator +?{2}"),
    ("a{1001}", "invalid repeat count {1001}"),
    ("a{2,1}", "invalid repeat count {2,1}"),
    ("a{99999999999999999999}", "invalid repeat count {99999999999999999999}"),
    ("((a{100}){10}){2}", "invalid repeat count {2}"),
    ("(a{2,}){501}", "invalid repeat count {501}"),
    ("(?:a{10}|b{20}){51}", "invalid repeat count {51}"),
    ("\\", "trailing backslash"),
    (#"\C"#, #"invalid escape sequence \C"#),
    (#"\Z"#, #"invalid escape sequence \Z"#),
    (#"\E"#, #"invalid escape sequence \E"#),
    (#"\1"#, #"invalid escape sequence \1"#),
    (#"\8"#, #"invalid escape sequence \8"#),
    (#"\x{110000}"#, #"invalid escape sequence \x{110000"#),
    (#"\xg1"#, #"invalid escape sequence \xg"#),
    (#"\é"#, #"invalid escape sequence \é"#),
    (#"[\b]"#, #"invalid escape sequence \b"#),
    (#"\p"#, #"invalid character class range \p"#),
    (#"\p{Latn}"#, #"invalid character class range \p{Latn}"#),
    (#"\p{Greek"#, #"invalid character class range \p{Greek"#),
    ("(?=a)", "invalid or unsupported Perl syntax (?="),
    ("(?i", "invalid or unsupported Perl syntax (?i"),
    ("(?-)", "invalid or unsupported Perl syntax (?-)"),
    ("(?P=n)", "invalid or unsupported Perl syntax (?P"),
    ("(?<=a)b>", "invalid named capture (?<=a)b>"),
    ("(?P<x y>a)", "invalid named capture (?P<x y>"),
    ("(?P<>a)", "invalid named capture (?P<>"),
    ("(?<n", "invalid named capture (?<n"),
  ])
  func refuses(_ pattern: String, because expected: String) {
    #expect(reason(pattern) == expected)
  }

  @Test(
    arguments: [
      [0xFF], [0x61, 0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      Array(#"\Q"#.utf8) + [0xFF], Array("[".utf8) + [0xFF, 0x5D],
      Array("(?P<".utf8) + [0xFF, 0x3E],
    ] as [[UInt8]]
  )
  func refusesWhatIsNotUTF8(_ pattern: [UInt8]) {
    let error = pattern.withUnsafeBufferPointer(GoRegex.syntaxError(in:))
    #expect(error == GoRegexError(reason: "invalid UTF-8"))
  }

  @Test(arguments: [
    ("", "", true),
    ("b", "abc", true),
    ("^b", "abc", false),
    ("(?m)^b$", "a\nb\nc", true),
    ("^b$", "a\nb\nc", false),
    ("(?s)a.c", "a\nc", true),
    ("a.c", "a\nc", false),
    ("(?i)k", "\u{212A}", true),
    ("(?P<n>a)(?P<n>b)c", "abc", true),
    ("(?<n>a|b)c", "bc", true),
    (#"\Q(?<n>a)\E"#, "(?<n>a)", true),
    (#"\p{Kawi}"#, "\u{11F02}", true),
    (#"\P{Kawi}"#, "\u{11F02}", false),
    (#"[a\P{Kawi}]"#, "\u{11F3B}", true),
    (#"(?P<a>[^\P{^Kawi}])(?<b>\p{Nag_Mundari})"#, "x\u{1E4D0}", true),
    (#"(?m)^/test( | .* )unit,?($|\s.*)"#, "/test all unit please", true),
    (#"(?m)^/test( | .* )unit,?($|\s.*)"#, "/test units", false),
  ])
  func searches(_ pattern: String, in text: String, finds: Bool) throws {
    #expect(try GoRegex.compile(pattern).get().matches(text) == finds)
  }

  @Test func deepAndLongPatternsEndSoon() {
    #expect(reason(nested("(", 998)) == nil)
    #expect(reason(nested("(", 2_000)) == "expression nests too deeply")
    #expect(reason(String(repeating: "[[:", count: 100_000)) == "missing closing ]")
    #expect(reason(String(repeating: "(?<n>", count: 100_000)) == "missing closing )")
    #expect(reason(String(repeating: #"\p{"#, count: 100_000))?.hasSuffix("...") == true)
  }

  private func reason(_ pattern: String) -> String? {
    switch GoRegex.compile(pattern) {
    case .success: nil
    case .failure(let error): error.reason
    }
  }

  private func nested(_ start: String, _ depth: Int) -> String {
    String(repeating: start, count: depth) + "a" + String(repeating: ")", count: depth)
  }
}
