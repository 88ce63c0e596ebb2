import ArgumentParser
import Frontend
import Linting

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a rule exists, with a bad and a good example."
  )

  @Argument(help: "The id that findings show in square brackets.")
  var rule: String

  func run() async throws {
    guard let rule = Rule.all.first(where: { $0.id == rule }) else {
      let advice = RuleNames.advice(rule).map { "; \($0)" } ?? ""
      throw ValidationError("no rule is called \"\(rule)\"\(advice); see plimsoll rules")
    }
    Terminal.print(TerminalText(lines: try await RulePages.text(rule)))
  }
}
