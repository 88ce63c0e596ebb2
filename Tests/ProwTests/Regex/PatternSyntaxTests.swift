import GoFormats
import Prow
import Testing

@Suite("PatternSyntax")
struct PatternSyntaxTests {
  @Test(arguments: [
    "", "WORKSPACE", "^pkg/features/", #"^(go\.mod|go\.sum|.*\.go$)"#, "^((api|cmd)/|Dockerfile)",
    #"(?m)^/test( | .* )pull-unit-1\.30,?($|\s.*)"#, "(?:a|b)*c+?d??", "(?is:a)", "^*", "a|", "()",
    #"[a-z0-9_.-]+"#, #"[^a-z]"#, #"[\w.-]"#, #"[\--/]"#, #"^release-\d+\.\d+$"#, #"\bmaster\b"#,
    #"^docs\/|^(README|LICENSE)$"#, "]", "}",
  ])
  func vouchesForPlainPatterns(_ pattern: String) {
    #expect(PatternSyntax.isCertainlyValid(pattern))
  }

  @Test(arguments: [
    "(", ")", "())(", "*", "a**", "a|*", "(?i)*", "a+?*", "[", "[]", "[]a]", "[z-a]", "[[:alpha:]]",
    #"[a-\d]"#, #"[\d-z]"#, #"[\b]"#, "\\", #"\C"#, #"\Z"#, #"\pL"#, #"\x41"#, #"\1"#, #"\Qa\E"#,
    "a{2}", "{", "(?=a)", "(?P<n>a)", "(?-i)", "(?", "é",
    String(repeating: "(", count: 50) + String(repeating: ")", count: 50),
    String(repeating: "a", count: 2_000),
  ])
  func leavesOtherPatternsToTheCompiler(_ pattern: String) {
    #expect(!PatternSyntax.isCertainlyValid(pattern))
  }

  @Test func vouchesOnlyForWhatCompiles() {
    var random = SeededRandom(seed: 1)
    var vouched = 0
    for _ in 0..<20_000 {
      let pattern = randomPattern(using: &random)
      guard PatternSyntax.isCertainlyValid(pattern) else { continue }
      vouched += 1
      #expect(throws: Never.self) { try GoRegex.compile(pattern).get() }
    }
    #expect(vouched > 2_000)
  }

  private func randomPattern(using random: inout SeededRandom) -> String {
    let pieces = [
      "a", "b", "/", "-", ".", "^", "$", "|", "(", ")", "(?:", "(?i)", "(?m:", "*", "+", "?", "??",
      "[", "]", "[^", "[a-z]", "a-", "-z", #"\."#, #"\d"#, #"\b"#, #"\-"#, #"\C"#, "\\", "{2}", "{",
      "é", #"\Q"#, "[:alpha:]",
    ]
    return (0..<random.below(9)).map { _ in pieces[random.below(pieces.count)] }.joined()
  }
}

@Suite("PatternSyntax.surelyMatches")
struct SureTriggerTests {
  @Test(arguments: [
    (#"(?m)^/test( | .* )pull-unit,?($|\s.*)"#, "/test pull-unit"),
    (#"(?m)^/test( | .* )pull-1\.30,?($|\s.*)"#, "/test pull-1.30"),
    (#"(?m)^/test( | .* )pull-1.30,?($|\s.*)"#, "/test pull-1.30"),
    (#"(?m)^/test( | .* )pull\-unit,?($|\s.*)"#, "/test pull-unit"),
    ("(?m)^/gocheck$", "/gocheck"),
    ("(?m)^/test all$", "/test all"),
  ])
  func vouchesForTheUsualTriggers(_ pattern: String, _ text: String) throws {
    #expect(PatternSyntax.surelyMatches(pattern: pattern, text: text))
    #expect(try GoRegex.compile(pattern).get().matches(text))
  }

  @Test(arguments: [
    (#"(?m)^/test( | .* )pull-unit,?($|\s.*)"#, "/test pull-units"),
    (#"(?m)^/test( | .* )pull-unit,?($|\s.*)"#, "/test pull-uni"),
    (#"(?m)^/test( | .* )pull-unit,?($|\s.*)"#, "/retest"),
    (#"(?m)^/test( | .* )(?:all|unit),?($|\s.*)"#, "/test unit"),
    (#"(?m)^/test( | .* )uni.,?($|\s.*)"#, "/test uni\n"),
    (#"(?m)^/test( | .* )\d,?($|\s.*)"#, "/test d"),
    (#"(?m)^/test( | .* ),?($|\s.*"#, "/test "),
    (#"(?m)^/test( | .* )"#, "/test "),
    (#"(?m)^/a\$"#, #"/a\"#),
    ("(?m)^/a+$", "/a+"),
    ("(?m)^", ""),
    ("", ""),
  ])
  func leavesTheRestToTheCompiler(_ pattern: String, _ text: String) {
    #expect(!PatternSyntax.surelyMatches(pattern: pattern, text: text))
  }

  @Test func vouchesOnlyForWhatMatches() throws {
    var random = SeededRandom(seed: 2)
    let pieces = ["a", "b", "-", ".", #"\."#, #"\-"#, "*", "(", ")", "|", "$", "\\", "é", " "]
    let texts = ["a", "b", "-", ".", "*", "(", "$", "\\", "é", " "]
    var vouched = 0
    for _ in 0..<20_000 {
      let count = random.below(4)
      let name = (0..<count).map { _ in pieces[random.below(pieces.count)] }.joined()
      let pattern =
        random.below(2) == 0 ? #"(?m)^/test( | .* )\#(name),?($|\s.*)"# : "(?m)^/test \(name)$"
      let text = "/test " + (0..<count).map { _ in texts[random.below(texts.count)] }.joined()
      guard PatternSyntax.surelyMatches(pattern: pattern, text: text) else { continue }
      vouched += 1
      #expect(try GoRegex.compile(pattern).get().matches(text))
    }
    #expect(vouched > 200)
  }
}

/// SplitMix64, so that a failure can be seen again.
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
