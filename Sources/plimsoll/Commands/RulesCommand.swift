import ArgumentParser
import CommandSupport
import Diagnostics
import Formats
import Linting
import Reporting

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules."
  )

  @Option(
    name: .customLong("write"),
    help: ArgumentHelp("Write a page for each rule into this folder.", valueName: "folder")
  )
  var folder: String?

  func run() async throws {
    if let folder {
      try GeneratedFiles.write(try await RulePages.all(), to: folder)
      return
    }
    let width = RuleCatalogue.builtIn.rules.map(\.id.count).max() ?? 0
    var output = ""
    for group in RuleCatalogue.builtIn.groups {
      let rules = RuleCatalogue.builtIn.rules.filter { $0.group == group }
      if rules.isEmpty { continue }
      output += "\(group.name)\n"
      for rule in rules {
        let id = rule.id + String(repeating: " ", count: width - rule.id.count)
        output += "  \(id)  \(rule.severity == .error ? "error  " : "warning")  \(rule.summary)\n"
      }
    }
    Terminal.print(TerminalText(lines: output))
  }
}
