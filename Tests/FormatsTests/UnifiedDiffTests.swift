import Formats
import Testing

@Suite("Diffs of texts")
struct UnifiedDiffTests {
  private func text(_ old: String, _ new: String) -> [String] {
    UnifiedDiff(Array(old.utf8), Array(new.utf8)).hunks.flatMap { hunk in
      [hunk.header] + hunk.lines.map { "\($0.kind.rawValue)\($0.text)" }
    }
  }

  @Test
  func showChangesWithThreeLinesAround() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = old.replacing("\n5\n", with: "\nfive\n").replacing("\n17\n", with: "\n")
    #expect(
      text(old, new) == [
        "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8",
        "@@ -14,7 +14,6 @@", " 14", " 15", " 16", "-17", " 18", " 19", " 20",
      ]
    )
  }

  @Test
  func showFilesThatComeAndGo() {
    #expect(text("", "a\nb\n") == ["@@ -0,0 +1,2 @@", "+a", "+b"])
    #expect(text("a\n", "") == ["@@ -1 +0,0 @@", "-a"])
    #expect(text("a\n", "a\n") == [])
  }

  @Test
  func sayWhereTheLastLineBreakIsMissing() {
    #expect(
      text("a\nb", "a\nb\n") == [
        "@@ -1,2 +1,2 @@", " a", "-b", "\\ No newline at end of file", "+b",
      ]
    )
  }

  /// Whatever the texts, the diff applied to the old one gives the new one, and its script is no
  /// longer than removing and adding all that differs.
  @Test
  func applyToTheOldText() {
    var state = UInt64(5)
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    for round in 0..<600 {
      let letters = 1 + next(6)
      func lines() -> [String] { (0..<next(30)).map { _ in "\(next(letters))\n" } }
      let (old, new) = (lines(), lines())
      let diff = UnifiedDiff(Array(old.joined().utf8), Array(new.joined().utf8), context: 100)
      let steps = diff.hunks.flatMap(\.lines)
      let before = steps.filter { $0.kind != .added }.map { $0.text + "\n" }
      let after = steps.filter { $0.kind != .removed }.map { $0.text + "\n" }
      if old != new {
        #expect(before == old && after == new, "round \(round)")
      } else {
        #expect(steps.isEmpty)
      }
    }
  }

  @Test
  func aTextThatChangedAltogetherIsReplaced() {
    let old = (0..<3_000).map { "old \($0 % 1500)\n" }.joined()
    let new = (0..<3_000).map { "new \($0 % 1500)\n" }.joined()
    let diff = UnifiedDiff(Array(old.utf8), Array(new.utf8))
    #expect(diff.added == 3_000 && diff.removed == 3_000)
  }
}
