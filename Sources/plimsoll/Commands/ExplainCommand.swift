import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Formats
import Linting
import Policies
import Prow
import Reporting

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a rule exists, with a bad and a good example.",
    discussion: "With --run, only what lint prints about the bad example."
  )

  @Argument(
    help: "What findings show in square brackets, with or without them; several are possible.",
    completion: Completions.rules
  )
  var rules: [String]

  @Flag(help: "Lint the bad example, and print what is found.")
  var run = false

  @OptionGroup var policyOptions: PolicyOptions

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    let usesColor = colors.usesColor
    var output = TerminalText()
    let policies = try loadPolicies()
    let catalogue = RuleCatalogue.builtIn.adding(policies)
    for (index, rule) in try rules.map({ try rule($0, catalogue) }).enumerated() {
      if index > 0 { output += "\n" }
      if run {
        let width = Terminal.lineWidth ?? TextReporter.usualWidth
        let reporter = TextReporter(usesColor: usesColor, width: width)
        output += reporter.render(try await RulePages.findings(rule))
      } else {
        output += try await RulePages.text(rule, width: Terminal.lineWidth, usesColor: usesColor)
      }
    }
    Terminal.print(output)
  }

  /// Policies are read only where one is asked for.
  private func loadPolicies() throws -> PolicySet {
    guard rules.contains(where: { $0.lowercased().contains("policy/") }) else { return .empty }
    return try policyOptions.load(try Settings.nearest(to: nil), schema: ProwSchema.standard)
  }

  /// `word`: As people copy it from a finding.
  private func rule(_ word: String, _ catalogue: RuleCatalogue) throws -> Rule {
    let id = word.lowercased().filter { !"[],".contains($0) }
    guard let rule = catalogue[id] else {
      let advice = catalogue.advice(id) ?? "plimsoll rules lists them"
      throw ValidationError("no rule is called \"\(word)\": \(advice)")
    }
    if rule.id != id {
      Terminal.printError("plimsoll: the rule \(id) is now called \(rule.id)\n")
    }
    return rule
  }
}
