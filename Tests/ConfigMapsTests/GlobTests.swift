import ConfigMaps
import Diagnostics
import GoFormats
import Prow
import TestSupport
import Testing
import YAML

@Suite("Globs")
struct GlobTests {
  @Test(
    .enabled(if: Project.shared != nil, "needs the recorded globs beside the project")
  )
  func matchAsRecorded() throws {
    let root = try #require(Project.shared)
    let text = try Project.text(at: "\(root)/conformance/updater/glob.jsonl")
    let lines = text.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let document = Document.parse(SourceFile(path: "", text: String(line)))
      let root = try #require(document.root)
      let glob = Glob(root["pattern"]?.text.string ?? "")
      for path in root["yes"].map({ Array($0.items) }) ?? [] {
        #expect(glob.matches(path.text.string), "\(line) yes \(path.text.string)")
      }
      for path in root["no"].map({ Array($0.items) }) ?? [] {
        #expect(!glob.matches(path.text.string), "\(line) no \(path.text.string)")
      }
    }
  }

  @Test(arguments: [
    ("conf/*.yaml", "conf/a.yaml", true),
    ("conf/*.yaml", "conf/a/b.yaml", false),
    ("conf/**/*.yaml", "conf/a/b/c.yaml", true),
    ("conf/**/*.yaml", "conf/a\nb/c.yaml", false),
    ("conf/*", "conf/a\nb", true),
    ("*{a", "xaa", true),
    ("*{a", "xa", false),
    ("*{", "x{", true),
    ("*{}", "x}", true),
    ("{a,b}/x.yaml", "a/x.yaml", false),
    ("{a,b}/*.yaml", "a/long-name.yaml", true),
    ("?.yaml", "a.yaml", false),
    ("a/../b/*.c", "b/x.c", true),
    ("*", "x", false),
    ("*/..", ".", false),
  ])
  func match(_ pattern: String, _ path: String, _ isMatch: Bool) {
    #expect(Glob(pattern).matches(path) == isMatch)
  }

  @Test(arguments: [
    ("conf/a.yaml", "conf/a.yaml"),
    ("./conf/a.yaml", nil),
    ("/conf/*.yaml", nil),
    ("../conf/*.yaml", nil),
    ("./conf//x/**/*.yaml", "conf/x"),
    ("conf/{a,b}/*.yaml", "conf"),
    ("*.yaml", ""),
  ])
  func onlyLookWhereAMatchCanBe(_ pattern: String, _ root: String?) {
    #expect(Glob(pattern).root == root)
  }

  @Test(arguments: [
    ("~/*.yaml", "~"), ("a/~/*.yaml", nil), ("$HOME/*.yaml", "$HOME"),
    ("a/$(NAME)/*", "$(NAME)"), ("$A/*", nil), ("$HOME/a.yaml", nil), ("a$HOME/*", nil),
    ("$1A/*", nil),
  ])
  func sayWhatTheEnvironmentDecides(_ pattern: String, _ segment: String?) {
    #expect(Glob(pattern).environmentSegment == segment)
  }

  /// go-zglob turns a pattern into a regular expression; so does this, and both must agree.
  @Test
  func matchAsTheRegularExpressionDoes() throws {
    var state = UInt64(3)
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    func text(_ parts: [String], _ most: Int) -> String {
      (0...next(most)).map { _ in parts[next(parts.count)] }.joined()
    }
    let pieces = ["a", "b", "/", "*", "**/", "**", "{", "}", ",", ".", "?", "[", "é", "|", "\\"]
    var agreed = 0
    for _ in 0..<4_000 {
      // Neither empty segments nor dots: cleaning paths has tests of its own.
      let pattern = "x" + text(pieces, 7).replacing("//", with: "/").replacing(".", with: "_")
      guard pattern.contains("*"), !pattern.hasSuffix("/") else { continue }
      let regex = try GoRegex.compile(GlobTests.expression(pattern)).get()
      let root = pattern.split(separator: "/").prefix { !$0.contains("*") }.joined(separator: "/")
      for _ in 0..<12 {
        let path = "x" + text(["a", "b", "/", "}", "{", ",", "_", "?", "é", "\n"], 8)
        let isMatch = path.utf8.count > max(1, root.utf8.count) && regex.matches(path)
        #expect(Glob(pattern).matches(path) == isMatch, "\(pattern) \(path)")
        if isMatch { agreed += 1 }
      }
    }
    #expect(agreed > 100, "the paths are near enough to the patterns")
  }

  private static func expression(_ pattern: String) -> String {
    let letters = Array(pattern.unicodeScalars)
    func literal(_ letter: Unicode.Scalar) -> String {
      "\\x{\(String(letter.value, radix: 16))}"
    }
    var result = "\\A"
    var index = 0
    while index < letters.count {
      switch letters[index] {
      case "*" where letters[index...].starts(with: "**/".unicodeScalars):
        result += "(?:.*/)?"
        index += 2
      case "*": result += "[^/]*"
      case "{":
        let end = letters[index...].firstIndex(of: "}")
        let words = letters[(index + 1)..<(end ?? letters.count)]
        if words.isEmpty {
          result += literal(end == nil ? "{" : "}")
        } else {
          result += "(?:\(words.map { $0 == "," ? "|" : literal($0) }.joined()))"
        }
        index = end ?? index
      default: result += literal(letters[index])
      }
      index += 1
    }
    return result + "\\z"
  }
}
