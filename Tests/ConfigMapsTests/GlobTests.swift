import ConfigMaps
import Diagnostics
import TestSupport
import Testing
import YAML

@Suite("Globs")
struct GlobTests {
  @Test
  func matchAsRecorded() throws {
    guard let text = try Shared.text("conformance/updater/glob.jsonl") else { return }
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
}
