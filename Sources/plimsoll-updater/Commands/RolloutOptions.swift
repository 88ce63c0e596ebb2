import ArgumentParser
import Updater

/// What is asked after a commit was applied, and in which order it is applied.
struct RolloutOptions: ParsableArguments {
  @Option(
    name: .customLong("rollout"),
    help: ArgumentHelp(
      "Which programs tell what they have loaded, and which ConfigMaps come first.",
      valueName: "file"
    )
  )
  var path: String?

  func rollout() throws -> Rollout { try path.map { try RolloutFile.load($0) } ?? .none }
}
