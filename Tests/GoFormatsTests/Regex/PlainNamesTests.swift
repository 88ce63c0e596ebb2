import TestSupport
import Testing

@testable import GoFormats

/// The short cut must say what RE2 says.
@Suite("Plain names")
struct PlainNamesTests {
  @Test(arguments: [
    "", "main", "^main$", "main|master", "^release-1.30$|^release-1\\.31$", "a|", "|", "$", "^",
    "^$", "feature/x", "\\-\\_\\/",
  ])
  func takes(_ pattern: String) {
    #expect(names(pattern) != nil)
  }

  @Test(arguments: [
    "a*", "(a)", "[a]", "^^", "$a", "$$", "a^", "\\d", "\\", "é", "a{2}", "a b", "a$b", "$^",
    String(repeating: "a", count: 1_001),
  ])
  func leavesToRE2(_ pattern: String) {
    #expect(names(pattern) == nil)
  }

  @Test
  func saysWhatRE2Says() throws {
    var random = SeededRandom(seed: 31)
    let pieces = ["a", "b", "-", "/", ".", "\\.", "^", "$", "|", "ab"]
    let letters = ["a", "b", "-", "/", ".", "é", "😀", "\n", "ab"]
    var (taken, matching) = (0, 0)
    for _ in 0..<40_000 {
      let pattern = (0..<Int.random(in: 0..<7, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      var text = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      }.joined()
      guard let names = names(pattern) else { continue }
      taken += 1
      var copy = pattern
      let regex = try copy.withUTF8 { GoRegex.compileForRE2($0) }.get()
      let (ours, theirs) = text.withUTF8 { (names.matches($0), regex.matches($0)) }
      matching += theirs ? 1 : 0
      #expect(ours == theirs, "\(pattern.debugDescription) in \(text.debugDescription)")
    }
    #expect(taken > 15_000 && matching > 4_000)
  }

  private func names(_ pattern: String) -> PlainNames? {
    var pattern = pattern
    return pattern.withUTF8 { PlainNames($0) }
  }
}
