import ArgumentParser
import CommandSupport
import Updater

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what serve has applied, and what is behind.",
    discussion: """
      Reads the journal of serve, also while it runs; asks neither git nor a cluster. Exit status: \
      0 all ConfigMaps hold the head, and all components of --rollout have loaded it, 1 something is \
      behind, or can't be told, or the remote has not answered for ten minutes, 2 error.
      """
  )

  @Option(help: ArgumentHelp("The folder that serve has as --state.", valueName: "dir"))
  var state = "/var/lib/plimsoll-updater"

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  func run() async throws {
    let journal = try Journal(reading: state)
    let model = try await StatusModel.read(
      journal,
      names: nil,
      isLeading: false,
      at: Timekeeper.system.wall()
    )
    journal.close()
    switch format {
    case .text: Terminal.print(StatusTextReporter.render(model))
    case .json: Terminal.print(model.json)
    }
    if model.isBehind { throw ExitCode(1) }
  }
}
