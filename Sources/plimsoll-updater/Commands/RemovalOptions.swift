import ArgumentParser
import Updater

/// How many keys may go.
struct RemovalOptions: ParsableArguments {
  @Flag(name: .customLong("allow-removals"), help: "Remove any number of keys.")
  var allowsRemovals = false

  @Option(
    name: .customLong("max-removals"),
    help: ArgumentHelp("Do not remove more keys than this without being told.", valueName: "keys")
  )
  var mostRemovals = 20

  @Option(
    name: .customLong("max-removal-share"),
    help: ArgumentHelp(
      "Do not remove a larger part of a ConfigMap's keys, if they are five or more.",
      valueName: "percent"
    )
  )
  var mostShare = 50

  func validate() throws {
    if mostRemovals < 0 {
      throw ValidationError("--max-removals takes a number of keys, not \(mostRemovals)")
    }
    if !(0...100).contains(mostShare) {
      throw ValidationError("--max-removal-share takes per cent from 0 to 100, not \(mostShare)")
    }
  }

  /// `nil` for any number.
  var limit: RemovalLimit? {
    allowsRemovals ? nil : RemovalLimit(keys: mostRemovals, percent: mostShare)
  }
}
