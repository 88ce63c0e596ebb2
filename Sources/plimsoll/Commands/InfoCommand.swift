import ArgumentParser
import CommandSupport
import Configs
import JobCommands
import Kubernetes
import Linting
import Machine
import Prow
import Reporting

struct InfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say which files and versions the other commands use here, and why."
  )

  @OptionGroup var files: ConfigOptions

  @Option(help: "table or json.")
  var format: JobsCommand.JobsFormat = .table

  func run() async throws {
    var settings = try Settings.nearest(to: nil)
    let layout = try Layout(files.named, paths: [], settings: settings)
    try settings.findVersion(in: layout.config)
    let configuration = try await layout.configuration(settings.schema, workers: Processors.count)
    let report = InfoReport(layout: layout, settings: settings, configuration)
    switch format {
    case .table: Terminal.print(report.table)
    case .json: Terminal.print(report.json)
    }
  }
}
