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

  // A key of presubmits, a repository, and whether its jobs are under the key.
  @Test(
    arguments: [
      ("acme/rocket", "acme/rocket", true), ("acme/rocket", "acme/rocket/", false),
      ("https://git.test/a/b", "https://git.test/a/b", true),
      ("http://git.test/a/b", "http://git.test/a/b", true),
      ("git.test/a/b", "https://git.test/a/b", true),
      ("https://git.test/a/b", "git.test/a/b", true),
      ("https://git.test/a/b", "https://git.test/a/b/", true),
      ("https://git.test/a/b", "http://git.test/a/b", false),
      ("https://git.test/a/b", "https://git.test/a", false),
    ]
  )
  func aKeyHoldsTheJobsOfARepository(_ key: String, _ repo: String, _ expected: Bool) {
    var key = key
    key.withUTF8 { #expect(RepoKey.isKey(Text($0), of: repo) == expected) }
  }

  @Test
  func theOrgOfAURLIsItsHost() {
    #expect(RepoKey.orgAndName("https://git.test/a/b") == ("https://git.test", "a/b"))
    #expect(RepoKey.orgAndName("acme/rocket") == ("acme", "rocket"))
  }
}
