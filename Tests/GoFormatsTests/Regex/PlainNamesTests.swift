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
      let pattern = (0..<random.below(7)).map { _ in pieces[random.below(pieces.count)] }.joined()
      var text = (0..<random.below(6)).map { _ in letters[random.below(letters.count)] }.joined()
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
