import Diagnostics
import Testing
import YAML

@testable import Schema

@Suite("Lists that two threads check")
struct HalvesTests {
  private func list(_ item: String, first: String = "") -> Document {
    let items = String(repeating: "- \(item)\n", count: 600)
    return Document.parse(SourceFile(path: "jobs.yaml", text: first + items))
  }

  @Test
  func longListsAreDividedUnlessAnAliasMayLeadFromBothHalvesToOneKey() throws {
    let plain = list("{name: a}")
    let root = try #require(plain.root)
    #expect(Checker.isWorthTwoThreads(root))
    let aliased = list("*a", first: "- &a {name: a}\n")
    let other = try #require(aliased.root)
    #expect(!Checker.isWorthTwoThreads(other))
    withExtendedLifetime((plain, aliased)) {}
  }
}
