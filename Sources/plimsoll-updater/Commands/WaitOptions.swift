import ArgumentParser
import Updater

/// Whether to wait until Prow's programs have loaded what was applied.
struct WaitOptions: ParsableArguments {
  @Flag(
    name: .customLong("wait"),
    help: "Wait until the components of --rollout have loaded the commit, stage by stage."
  )
  var isWaiting = false

  @Option(
    name: .customLong("wait-timeout"),
    help: ArgumentHelp(
      "How long each component may take, in place of its own time.",
      valueName: "seconds"
    )
  )
  var timeout: Int?

  func validate() throws {
    if let timeout, !isWaiting || !(1...86_400).contains(timeout) {
      throw ValidationError(
        isWaiting
          ? "--wait-timeout takes seconds from 1 to 86400, not \(timeout)"
          : "--wait-timeout has no use without --wait"
      )
    }
  }

  var limit: Duration? { timeout.map { .seconds($0) } }
}
