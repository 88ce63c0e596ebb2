import GoFormats
import TestSupport
import Testing

@Suite("Many globs")
struct GlobIndexTests {
  private static let pieces = ["a", "b", "ab", ".yaml", "*", "**/", "/", "{a,b}", "/*", "-b"]
  private static let letters = ["a", "b", "ab", ".yaml", "/", "-b", "\n"]

  private static func text(_ pieces: [String], _ random: inout some RandomNumberGenerator) -> String
  {
    (0..<Int.random(in: 1...6, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  /// Whether a pattern without empty segments matches, by trying everything.
  private static func matches(_ pattern: Substring, _ path: Substring) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if pattern.hasPrefix("**/") {
      let rest = pattern.dropFirst(3)
      if matches(rest, path) { return true }
      for index in path.indices {
        if path[index] == "\n" { return false }
        if path[index] == "/", matches(rest, path[path.index(after: index)...]) { return true }
      }
      return false
    }
    if first == "*" {
      let rest = pattern.dropFirst()
      if matches(rest, path) { return true }
      return path.first.map { $0 != "/" } == true && matches(pattern, path.dropFirst())
    }
    if pattern.hasPrefix("{a,b}") {
      return ["a", "b"].contains { path.hasPrefix($0) }
        && matches(pattern.dropFirst(5), path.dropFirst())
    }
    return path.first == first && matches(pattern.dropFirst(), path.dropFirst())
  }

  @Test
  func aGlobMatchesWhatItsPiecesDo() {
    var random = SeededRandom(seed: 20)
    var compared = 0
    for _ in 0..<40_000 {
      let pattern = Self.text(Self.pieces, &random)
      let path = Self.text(Self.letters, &random)
      // Other patterns are changed before they are matched, and paths have more than their start.
      let segments = pattern.split(separator: "/", omittingEmptySubsequences: false)
      guard pattern.contains("*"), !segments.contains(""),
        let plain = segments.firstIndex(where: { $0.contains("*") }),
        path.utf8.count > segments[..<plain].joined(separator: "/").utf8.count,
        !segments[..<plain].isEmpty || path.utf8.count > 1
      else { continue }
      compared += 1
      #expect(
        Glob(pattern).matches(path) == Self.matches(pattern[...], path[...]),
        "\(pattern) \(path.debugDescription)"
      )
    }
    #expect(compared > 5_000)
  }

  @Test
  func theIndexFindsThoseThatMatch() {
    var random = SeededRandom(seed: 21)
    var found = 0
    for _ in 0..<200 {
      let globs = (0..<40).map { _ in Glob(Self.text(Self.pieces, &random)) }
      let index = GlobIndex(globs)
      for _ in 0..<50 {
        let path = Self.text(Self.letters, &random)
        let plain = globs.firstIndex { !$0.isPattern && $0.pattern == path }
        let patterns = globs.indices.filter {
          globs[$0].isPattern && globs[$0].root != nil && globs[$0].matches(path)
        }
        let matches = index.matches(path)
        found += matches.count
        #expect(matches == (plain.map { [$0] } ?? []) + patterns, "\(path.debugDescription)")
      }
    }
    #expect(found > 1_000)
  }

  @Test
  func aGlobWithTwoEndingsOfAPathIsFoundOnce() {
    #expect(GlobIndex([Glob("x/*{a,ba}"), Glob("x/*a")]).matches("x/cba") == [0, 1])
  }

  @Test
  func whatDependsOnTheMachineIsNeverFound() {
    let index = GlobIndex([
      Glob("$HOME/*.yaml"), Glob("/etc/*.yaml"), Glob("*.yaml"), Glob("a.yaml"),
    ])
    #expect(index.matches("a.yaml") == [3, 2])
    #expect(index.matches("$HOME/a.yaml") == [])
  }
}
