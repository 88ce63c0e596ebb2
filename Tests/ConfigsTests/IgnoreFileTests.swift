import Configs
import Prow
import Testing

@Suite("IgnoreFile")
struct IgnoreFileTests {
  // Verdicts of git's check-ignore, but for the last group.
  @Test(
    arguments: [
      ("a.yaml", "a.yaml", true),
      ("a.yaml", "x/a.yaml", true),
      ("a.yaml", "b.yaml", nil),
      ("*.yaml", "x/y/a.yaml", true),
      ("?.yaml", "ab.yaml", nil),
      ("[ab].yaml", "b.yaml", true),
      ("[!ab].yaml", "b.yaml", nil),
      ("[^a-c].yaml", "d.yaml", true),
      ("[]-].yaml", "].yaml", true),
      (#"[\]a].yaml"#, "].yaml", true),
      ("[a.yaml", "[a.yaml", nil),
      ("/a.yaml", "a.yaml", true),
      ("/a.yaml", "x/a.yaml", nil),
      ("x/a.yaml", "x/a.yaml", true),
      ("x/a.yaml", "y/x/a.yaml", nil),
      ("x/*.yaml", "x/a.yaml", true),
      ("x/*.yaml", "x/y/a.yaml", nil),
      ("**/a.yaml", "a.yaml", true),
      ("**/x/a.yaml", "y/z/x/a.yaml", true),
      ("x/**/a.yaml", "x/a.yaml", true),
      ("x/**/a.yaml", "x/y/z/a.yaml", true),
      ("x/**/a.yaml", "y/x/a.yaml", nil),
      ("x/**", "x/y/a.yaml", true),
      ("x/a**b", "x/aXb", true),
      ("x/a**b", "x/a/b", nil),
      ("x[/]y", "x/y", nil),
      ("old/", "old", nil),
      ("*.yaml\n!b.yaml", "b.yaml", false),
      ("!b.yaml\n*.yaml", "b.yaml", true),
      ("!!a", "!a", false),
      (#"\!a"#, "!a", true),
      ("# a.yaml", "# a.yaml", nil),
      ("\\#a", "#a", true),
      ("a.yaml  ", "a.yaml", true),
      (#"a\ "#, "a ", true),
      (" a", " a", true),
      (" a", "a", nil),
      ("a.yaml\r\nb.yaml\r\n", "a.yaml", true),
      ("\u{FEFF}a.yaml", "a.yaml", true),
      (#"a\*"#, "a*", true),
      (#"a\*"#, "ab", nil),
      (#"a\"#, #"a\"#, nil),
      ("", "a", nil),
      ("/\n!\n!/\n\n \n", "a", nil),
      ("é?", "éa", true),
      // Where go-gitignore has its own mind.
      ("/*.yaml", "x/a.yaml", true),
      ("x/**", "x", true),
      ("a.yaml\t", "a.yaml", true),
      ("a#b", "a#b", nil),
    ] as [(String, String, Bool?)]
  )
  func judges(_ file: String, _ path: String, verdict: Bool?) {
    let file = IgnoreFile(bytes: Array(file.utf8))
    #expect(file.verdict(path: path, isDirectory: false) == verdict)
  }

  @Test(
    arguments: [
      ("old/", "old", true),
      ("old/", "x/old", true),
      ("/old/", "x/old", nil),
      ("x/old/", "x/old", true),
      ("!old/", "old", false),
      ("old", "old", true),
    ] as [(String, String, Bool?)]
  )
  func judgesFolders(_ file: String, _ path: String, verdict: Bool?) {
    let file = IgnoreFile(bytes: Array(file.utf8))
    #expect(file.verdict(path: path, isDirectory: true) == verdict)
  }

  @Test func hostilePatternsEndSoon() {
    let stars = String(repeating: "*a", count: 2_000) + "b"
    let folders = String(repeating: "**/a/", count: 2_000) + "b"
    let brackets = String(repeating: "[", count: 200_000)
    let file = IgnoreFile(bytes: Array([stars, folders, brackets].joined(separator: "\n").utf8))
    let name = String(repeating: "a", count: 4_000)
    let path = String(repeating: "a/", count: 2_000) + "c"
    #expect(file.verdict(path: name, isDirectory: false) == nil)
    #expect(file.verdict(path: path, isDirectory: false) == nil)
  }
}

@Suite("IgnoreStack")
struct IgnoreStackTests {
  @Test(arguments: [
    ("a.yaml", true),
    ("keep.yaml", false),
    ("lib/draft.yaml", true),
    ("lib/keep.yaml", true),
    ("lib/a.yaml", false),
    ("lib/sub/a.yaml", false),
    ("lib/sub/draft-2.yaml", true),
    ("old/keep.yaml", true),
    ("old/sub/keep.yaml", true),
    ("older/keep.yaml", false),
  ])
  func combinesFilesFromTheRootDown(_ path: String, isIgnored: Bool) {
    var stack = IgnoreStack()
    stack.add(file("*.yaml\n!keep.yaml\n/old/"), inFolder: "")
    stack.add(file("!*.yaml\ndraft*\n/keep.yaml"), inFolder: "lib")
    stack.add(file("!keep.yaml"), inFolder: "old")
    #expect(stack.ignores(path: path, isDirectory: false) == isIgnored)
  }

  @Test func withoutFilesIgnoresNothing() {
    #expect(!IgnoreStack().ignores(path: "a/b.yaml", isDirectory: false))
  }

  private func file(_ text: String) -> IgnoreFile {
    IgnoreFile(bytes: Array(text.utf8))
  }
}
