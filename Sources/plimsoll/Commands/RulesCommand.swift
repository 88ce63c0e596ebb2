import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Formats
import Linting
import Policies
import Prow
import Reporting

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules.",
    discussion: """
      With the severity of each, and how lint --fix fixes it: safe, unsafe (with --unsafe-fixes), or \
      some of its findings safely and others not. The policies of the settings have a part of their own.
      """
  )

  @Option(
    name: .customLong("write"),
    help: ArgumentHelp("Write a page for each rule into this folder.", valueName: "folder")
  )
  var folder: String?

  @OptionGroup var policyOptions: PolicyOptions

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    if let folder {
      try GeneratedFiles.write(try await RulePages.all(), to: folder)
      return
    }
    let list = RuleList(usesColor: colors.usesColor, width: Terminal.lineWidth)
    let policies = try policyOptions.load(try Settings.nearest(to: nil), schema: .standard)
    Terminal.print(list.render(RuleCatalogue.builtIn.adding(policies)))
  }
}
