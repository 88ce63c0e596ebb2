import Diagnostics
import Prow
import Testing
import YAML

@Suite("RepoKey")
struct RepoKeyTests {
  @Test(
    arguments: [
      ("", "acme/rocket", true), ("*", "", true), ("acme", "", false),
      ("acme", "acme/rocket", true),
      ("acme/rocket", "acme/rocket", true), ("acme/moon", "acme/rocket", false),
      ("acm", "acme/rocket", false),
      ("https://foo-review.test/bar", "https://foo-review.test/bar", true),
      ("foo.test/bar", "https://foo-review.test/bar", true),
      ("foo.test", "https://foo-review.test/bar", true),
      ("foo-review.test/bar", "https://foo-review.test/bar", false),
      ("https://foo-review.test", "https://foo-review.test/bar", false),
      ("foo.test", "http://foo.test/bar", true),
    ]
  )
  func anEntryIsForARepository(_ pattern: String, _ repo: String, _ expected: Bool) {
    var pattern = pattern
    pattern.withUTF8 { #expect(RepoKey.matches(Text($0), repo: repo) == expected) }
  }
}
