import Analysis
import ArgumentParser
import Cluster
import CommandSupport
import ConfigMaps
import Diagnostics
import Glibc
import Linting
import Reporting
import Updater

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what apply would change in the clusters.",
    discussion: """
      Asks the servers with a server-side dry run, which changes nothing. Exit status: 0 same, \
      1 differs, 2 error, also if the files are refused.
      """
  )

  @OptionGroup var source: SourceOptions
  @OptionGroup var clusters: ClusterOptions

  @Flag(name: .customLong("takeover"), help: "Show what apply --takeover would change.")
  var takesOver = false

  @Flag(inversion: .prefixedNo, help: "Remove keys that no file makes any more.")
  var prune = true

  @Option(help: "text, markdown or json.")
  var format: DiffFormat = .text

  @Flag(name: .customLong("no-color"), help: "No colours, also on a terminal.")
  var noColor = false

  func run() async throws {
    let source = try await source.source()
    let usesColorForErrors = Terminal.usesColor(!noColor, on: STDERR_FILENO)
    if format == .text {
      let reporter = TextReporter(usesColor: usesColorForErrors)
      Terminal.printError(reporter.render(source.checked.problems))
    }
    var outcomes: [TargetOutcome] = []
    if !source.checked.isRefused {
      let clusters = try clusters.clusters()
      let applier = Applier(
        clusters: clusters,
        manager: source.manager,
        options: ApplyOptions(takesOver: takesOver, prunes: prune, isDryRun: true)
      )
      outcomes = await applier.apply(source.checked.state)
      await clusters.shutDown()
    }
    let report = ApplyReport(source: source, outcomes: outcomes, isDryRun: true)
    switch format {
    case .text:
      let usesColor = Terminal.usesColor(!noColor)
      Terminal.print(ClusterDiffReporter.text(report, usesColor: usesColor))
    case .markdown: Terminal.print(Array(ClusterDiffMarkdown.render(report).utf8))
    case .json: Terminal.print(ClusterDiffReporter.json(report))
    }
    let status: Int32 = report.status != 0 ? 2 : report.diff.isEmpty ? 0 : 1
    if status != 0 { throw ExitCode(status) }
  }
}

enum DiffFormat: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }
