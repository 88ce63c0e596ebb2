import TestSupport
import Testing

@testable import Updater

@Suite("Commits in what components answer")
struct VersionScannerTests {
  private func version(
    _ text: String,
    _ answer: Rollout.Component.Answer = .config,
    piece: Int = 7
  ) -> String? {
    var scanner = VersionScanner(answer)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      scanner.take(bytes[start..<min(start + piece, bytes.count)])
    }
    scanner.finish()
    return scanner.version
  }

  @Test(arguments: [
    ("branch-protection: {}\nconfig_version_sha: 1a2b\ndeck: {}\n", "1a2b"),
    ("config_version_sha: \"12345678\"\n", "12345678"),
    ("config_version_sha: '1e5'", "1e5"),
    ("deck:\n  config_version_sha: 1a2b\n", nil),
    ("prow_ignored: |\n  config_version_sha: 1a2b\n", nil),
    ("config_version_sha:\n", nil),
    ("config_version_sha: a b\n", nil),
    ("x_config_version_sha: 1a2b\n", nil),
    ("", nil),
  ])
  func deckShowsItInItsConfiguration(_ text: String, _ expected: String?) {
    for piece in [1, 7, 1000] { #expect(version(text, piece: piece) == expected) }
  }

  @Test
  func aLineThatDoesNotEndIsNotKept() {
    let long = String(repeating: "x", count: 100_000)
    #expect(version("\(long)\nconfig_version_sha: 1a2b\n") == "1a2b")
    #expect(version("config_version_sha: \(long)\n") == nil)
    #expect(version(long, .version) == nil)
  }

  @Test
  func aMountedFileIsTheCommit() {
    #expect(version("1a2b", .version) == "1a2b")
    #expect(version(" 1a2b \n", .version) == "1a2b")
    #expect(version("\n\n", .version) == nil)
  }

  @Test
  func randomBytesAreNoCommitOfDeck() {
    var random = SeededRandom(seed: Seed.value(default: 19))
    for _ in 0..<500 {
      let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
      var scanner = VersionScanner(.config)
      scanner.take(bytes)
      scanner.finish()
      #expect(scanner.version == nil)
    }
  }
}
