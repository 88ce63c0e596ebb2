import ArgumentParser

@main
struct PlimsollUpdater: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plimsoll-updater",
    abstract: "Keeps the ConfigMaps of clusters at what a Prow repository says."
  )
}
