import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import Testing

/// Runs every rule's own examples through the whole linter.
@Suite("Rules, against their examples")
struct RuleExampleTests {
  @Test(arguments: RuleCatalogue.builtIn.rules)
  func findsItsBadExample(_ rule: Rule) async throws {
    let found = try await lint(rule.bad, rule).filter { $0.rule == rule.id }
    #expect(!found.isEmpty, "\(rule.id) does not find its bad example")
    #expect(found.filter { ($0.help ?? "").isEmpty }.map(\.message) == [], "without help")
  }

  @Test(arguments: RuleCatalogue.builtIn.rules)
  func isSilentAboutItsGoodExample(_ rule: Rule) async throws {
    let found = try await lint(rule.good, rule)
    #expect(found.filter { $0.rule == rule.id }.map(\.message) == [])
    #expect(
      found.filter { $0.severity == .error }.map { "\($0.rule): \($0.message)" } == [],
      "the good example of \(rule.id) is good in every way"
    )
  }

  @Test
  func namesAreUniqueAndKebabCase() {
    let ids = RuleCatalogue.builtIn.rules.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(id)")
    }
  }

  /// Readers know functions and files, not the numbers of our notes.
  @Test(arguments: RuleCatalogue.builtIn.rules)
  func namesItsSourceByFunctionAndFile(_ rule: Rule) throws {
    #expect(try #/\b[A-Z][0-9]{3}\b/#.firstMatch(in: rule.source) == nil, "\(rule.source)")
  }

  @Test
  func wordsAreOneLineWithoutFullStop() {
    for rule in RuleCatalogue.builtIn.rules {
      #expect(!rule.summary.contains("\n") && !rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(!rule.why.isEmpty && !rule.source.isEmpty, "\(rule.id)")
      #expect(rule.help.map { !$0.isEmpty && !$0.hasSuffix(".") } ?? false, "\(rule.id)")
    }
  }

  private func lint(_ example: Example, _ rule: Rule) async throws -> [Diagnostic] {
    try await ExampleLinter.lint(example, options: LintOptions(running: rule)).diagnostics
  }
}
