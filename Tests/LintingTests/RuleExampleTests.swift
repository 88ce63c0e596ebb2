import Diagnostics
import Frontend
import Linting
import Prow
import Testing

/// Runs every rule's own examples through the whole linter.
@Suite("Rules, against their examples")
struct RuleExampleTests {
  @Test(arguments: Rule.all)
  func findsItsBadExample(_ rule: Rule) async throws {
    let found = try await lint(rule.bad).filter { $0.rule == rule.id }
    #expect(!found.isEmpty, "\(rule.id) does not find its bad example")
  }

  @Test(arguments: Rule.all)
  func isSilentAboutItsGoodExample(_ rule: Rule) async throws {
    let found = try await lint(rule.good)
    #expect(found.filter { $0.rule == rule.id }.map(\.message) == [])
    #expect(
      found.filter { $0.severity == .error }.map { "\($0.rule): \($0.message)" } == [],
      "the good example of \(rule.id) is good in every way"
    )
  }

  @Test
  func namesAreUniqueAndKebabCase() {
    let ids = Rule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(id)")
    }
  }

  @Test
  func wordsAreOneLineWithoutFullStop() {
    for rule in Rule.all {
      #expect(!rule.summary.contains("\n") && !rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(!rule.why.isEmpty && !rule.source.isEmpty, "\(rule.id)")
      #expect(rule.help.map { !$0.isEmpty && !$0.hasSuffix(".") } ?? false, "\(rule.id)")
    }
  }

  private func lint(_ example: Example) async throws -> [Diagnostic] {
    try await ExampleLinter.lint(example).diagnostics
  }
}
