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

struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the ConfigMaps of clusters hold what the files say.",
    discussion: """
      Uses server-side apply with the field manager plimsoll/ORG/REPO: it may be repeated, \
      removes only keys that it applied before, and does not change others' keys, labels and \
      annotations. It reports keys that others own, and takes them only with --takeover. It \
      leaves a ConfigMap as it is that would lose many keys, unless --allow-removals is given. It \
      does not apply files that Prow would refuse. Exit status: \
      0 done, 1 the files are refused, 2 error.
      """
  )

  @OptionGroup var source: SourceOptions
  @OptionGroup var clusters: ClusterOptions
  @OptionGroup var removals: RemovalOptions

  @Flag(name: .customLong("dry-run"), help: "Only ask the servers what they would do.")
  var isDryRun = false

  @Flag(name: .customLong("takeover"), help: "Take the keys that other field managers own.")
  var takesOver = false

  @Flag(inversion: .prefixedNo, help: "Remove keys that no file makes any more.")
  var prune = true

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Flag(name: .customLong("no-color"), help: "No colours, also on a terminal.")
  var noColor = false

  func run() async throws {
    let source = try await source.source()
    let problems = source.checked.problems
    let usesColorForErrors = Terminal.usesColor(!noColor, on: STDERR_FILENO)
    if format == .text {
      Terminal.printError(TextReporter(usesColor: usesColorForErrors).render(problems))
    }
    var outcomes: [TargetOutcome] = []
    if !source.checked.isRefused {
      let clusters = try clusters.clusters()
      var options = ApplyOptions(takesOver: takesOver, prunes: prune, isDryRun: isDryRun)
      options.removals = removals.limit
      let applier = Applier(clusters: clusters, manager: source.manager, options: options)
      outcomes = await applier.apply(source.checked.state)
      await clusters.shutDown()
    }
    let report = ApplyReport(source: source, outcomes: outcomes, isDryRun: isDryRun)
    switch format {
    case .text: Terminal.print(ApplyTextReporter.render(report))
    case .json: Terminal.print(ApplyJSONReporter.render(report))
    }
    if report.status != 0 { throw ExitCode(report.status) }
  }
}

enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
