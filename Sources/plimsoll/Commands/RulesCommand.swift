import ArgumentParser
import CommandSupport
import Diagnostics
import Formats
import Linting
import Reporting

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules.",
    discussion: """
      With the severity of each, and how lint --fix fixes it: safe, unsafe (with --unsafe-fixes), or \
      some of its findings safely and others not.
      """
  )

  @Option(
    name: .customLong("write"),
    help: ArgumentHelp("Write a page for each rule into this folder.", valueName: "folder")
  )
  var folder: String?

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    if let folder {
      try GeneratedFiles.write(try await RulePages.all(), to: folder)
      return
    }
    let list = RuleList(usesColor: colors.usesColor, width: Terminal.lineWidth)
    Terminal.print(list.render(.builtIn))
  }
}
