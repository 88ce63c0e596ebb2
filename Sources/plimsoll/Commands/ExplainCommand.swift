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

  @Argument(
    help: "What findings show in square brackets, with or without them; several are possible.",
    completion: Completions.rules
  )
  var rules: [String]

  @Flag(help: "Lint the bad example, and print what is found.")
  var run = false

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    let usesColor = colors.usesColor
    var output = TerminalText()
    for (index, rule) in try rules.map(rule).enumerated() {
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

  /// `word`: As people copy it from a finding.
  private func rule(_ word: String) throws -> Rule {
    let id = word.lowercased().filter { !"[],".contains($0) }
    let catalogue = RuleCatalogue.builtIn
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
