import ArgumentParser
import CommandSupport
import Formats
import Linting
import Reporting

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a rule exists, with a bad and a good example.",
    discussion: "With --run, only what lint prints about the bad example."
  )

  @Argument(help: "The id that findings show in square brackets.")
  var rule: String

  @Flag(help: "Lint the bad example, and print what is found.")
  var run = false

  func run() async throws {
    let catalogue = RuleCatalogue.builtIn
    guard let rule = catalogue[rule] else {
      let advice = catalogue.advice(rule).map { "; \($0)" } ?? ""
      throw ValidationError("no rule is called \"\(rule)\"\(advice); see plimsoll rules")
    }
    if rule.id != self.rule {
      Terminal.printError("plimsoll: the rule \(self.rule) is now called \(rule.id)\n")
    }
    if run {
      let found = try await RulePages.findings(rule)
      let reporter = TextReporter(
        usesColor: Terminal.usesColor(true),
        width: Terminal.width ?? TextReporter.usualWidth
      )
      Terminal.print(reporter.render(found))
    } else {
      Terminal.print(TerminalText(lines: try await RulePages.text(rule)))
    }
  }
}
