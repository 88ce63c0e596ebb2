package import ArgumentParser

/// Which images are moved, to what and where.
package struct BumpOptions: ParsableArguments {
  @Argument(help: "Configurations of generic-autobumper.", completion: .file())
  package var configs: [String] = []

  @Option(
    name: .customLong("to"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "The tag that images get: for all of CONFIG, or for those whose names match a glob; may be "
        + "repeated.",
      valueName: "[glob=]tag"
    ),
    transform: BumpTarget.init
  )
  package var targets: [BumpTarget] = []

  @Option(
    name: .customLong("in"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "A file, or a folder with YAML files, in place of those of CONFIG; may be repeated.",
      valueName: "path"
    ),
    completion: .file()
  )
  package var paths: [String] = []

  @Flag(name: .customLong("allow-older"), help: "Images may get a tag with an older date.")
  package var allowsOlder = false

  package init() {}

  package func validate() throws {
    if configs.isEmpty, targets.isEmpty {
      throw ValidationError(
        "name a configuration of the autobumper, or what moves with --to 'gcr.io/acme/*=TAG'"
      )
    }
    if configs.isEmpty, targets.contains(where: { $0.pattern == nil }) {
      throw ValidationError("without a configuration, --to takes GLOB=TAG, and not a tag alone")
    }
  }
}
