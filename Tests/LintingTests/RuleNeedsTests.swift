import Analysis
import Configs
import Diagnostics
import Linting
import Testing

@Suite("Files that rules need")
struct RuleNeedsTests {
  /// Found out by taking the file away from the bad example of each rule.
  @Test
  func areThoseWithoutWhichNothingIsFound() async throws {
    var differing: [String] = []
    for rule in RuleCatalogue.builtIn.rules {
      let need = try await need(rule)
      if rule.need != need {
        differing.append("\"\(rule.id)\": \(need.map { ".\($0)" } ?? "nil"),")
      }
    }
    #expect(differing == [], "\(differing.joined(separator: "\n"))")
  }

  private func need(_ rule: Rule) async throws -> Rule.Need? {
    switch rule.check {
    // These look at any file that is there.
    case .reading, .schema, .file, .settings, .suppression: return nil
    default: break
    }
    let files = Set(rule.bad.files.map(\.name))
    if files.contains("plugins.yaml"), try await !finds(rule, without: "plugins.yaml") {
      return .plugins
    }
    return try await finds(rule, without: "config.yaml") ? nil : .config
  }

  private func finds(_ rule: Rule, without name: String) async throws -> Bool {
    var example = rule.bad
    example.files.removeAll { $0.name == name }
    let result = try await ExampleLinter.lint(
      example,
      options: LintOptions(running: rule),
      addsConfig: name != "config.yaml"
    )
    return result.diagnostics.contains { $0.rule == rule.id }
  }
}
