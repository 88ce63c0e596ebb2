import Diagnostics
import Formats
import Reporting
import Testing

@Suite("Findings as text")
struct TextReporterTests {
  /// The excerpt of a finding about the first `mark` in a line.
  private func excerpt(_ text: String, _ mark: String, width: Int = 80) -> [String] {
    let bytes = Array(text.utf8)
    let wanted = Array(mark.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? bytes.count
    let range = SourceRange(start: UInt32(start), end: UInt32(start + wanted.count))
    let place = Place(file: SourceFile(path: "a.yaml", text: text), range: range)
    let diagnostic = Diagnostic(rule: "r", severity: .error, message: "m", place: place)
    let lines = TextReporter(usesColor: false, width: width).render([diagnostic]).string
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines[2...3].map { String($0.dropFirst(7)) }
  }

  @Test(arguments: [
    ("name: unit", "unit", "name: unit", "      ^^^^"),
    ("名前: unit", "unit", "名前: unit", "      ^^^^"),
    ("a: 名前 b", "名前", "a: 名前 b", "   ^^^^"),
    ("e\u{301}: x", "x", "e\u{301}: x", "   ^"),
    ("🚀👩‍🚀: x", "x", "🚀👩‍🚀: x", "      ^"),
    ("a:\tx", "x", "a:      x", "        ^"),
    ("a: \u{1B}[1m x", "x", "a: \\x1b[1m x", "           ^"),
    ("a: \u{202E}b", "b", "a: \\u202eb", "         ^"),
    ("abc", "", "abc", "^"),
  ])
  func marksStandUnderThePlace(_ line: String, _ mark: String, _ text: String, _ marks: String) {
    #expect(excerpt(line + "\n", mark) == [text, marks])
  }

  @Test
  func longLinesAreCutAroundThePlace() {
    let left = String(repeating: "l", count: 500)
    let right = String(repeating: "r", count: 500)
    let both = excerpt(left + "X" + right, "X")
    #expect(both[0].hasPrefix("…lll") && both[0].hasSuffix("rrr…") && both[0].count == 73)
    #expect(
      both[0].firstIndex(of: "X").map { both[0].distance(from: both[0].startIndex, to: $0) } == 24
    )
    #expect(both[1] == String(repeating: " ", count: 24) + "^")
    let end = excerpt(left + "X", "X")
    #expect(
      end == [
        "…" + String(repeating: "l", count: 70) + "X", String(repeating: " ", count: 71) + "^",
      ]
    )
    let start = excerpt("X" + right, "X")
    #expect(start == ["X" + String(repeating: "r", count: 70) + "…", "^"])
    let wide = excerpt(String(repeating: "名", count: 300) + "X", "X")
    #expect(
      wide == [
        "…" + String(repeating: "名", count: 35) + "X", String(repeating: " ", count: 71) + "^",
      ]
    )
    let whole = excerpt(left, left)
    #expect(whole[1] == String(repeating: "^", count: 71))
  }

  @Test
  func jobAndFieldAreNamed() {
    let file = SourceFile(path: "x\n::error::forged\u{1B}[32m.yaml", text: "a: b\n")
    let place = Place(file: file, range: SourceRange(start: 3, end: 4))
    var diagnostic = Diagnostic(
      rule: "r",
      severity: .warning,
      message: "m\u{202E}\n::error::x",
      place: place,
      help: "h",
      related: [RelatedPlace(place: place, message: "also\nhere")],
      path: "presubmits[acme/rocket][3].spec.containers[0].image",
      job: "unit\u{1B}"
    )
    func rendered() -> String { TextReporter(usesColor: false).render([diagnostic]).string }
    #expect(
      rendered() == #"""
        x\n::error::forged\x1b[32m.yaml:1:4: warning: m\u202e\n::error::x [r]
             |
          1  | a: b
             |    ^
             = job: unit\x1b, field: spec.containers[0].image
             = also\nhere: x\n::error::forged\x1b[32m.yaml:1:4
             = help: h


        """#
    )
    func note() -> Substring? { rendered().split(separator: "\n").first { $0.contains("= ") } }
    diagnostic.path = "presets[0].env[1]"
    #expect(note() == #"     = job: unit\x1b, field: presets[0].env[1]"#)
    diagnostic.job = nil
    #expect(note() == "     = field: presets[0].env[1]")
    diagnostic.job = "unit"
    for path in ["periodics[3]", "presubmits[a]b][0]", "postsubmits[7]"] {
      diagnostic.path = path
      #expect(note() == "     = job: unit")
    }
  }
}
