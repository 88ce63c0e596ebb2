import Analysis
import CommandSupport
import ConfigMaps
import Configs
import Files
import Formats
import JobCommands

extension UpdaterInput {
  /// Reads what a desired state depends on.
  ///
  /// - Throws: `UnreadableInput` and others if something is missing or can't be read.
  static func needed(
    _ layout: TreeLayout,
    _ tree: some FileTree,
    _ settings: Settings
  ) async throws -> UpdaterInput {
    let problems = settings.problems()
    if !problems.isEmpty { throw UnreadableInput(problems: problems) }
    guard let input = try await UpdaterInput(layout, tree: tree, settings: settings) else {
      throw missing
    }
    try input.requireReadable()
    return input
  }

  static let missing = Failure.usage(
    "no plugins.yaml found, which says what becomes a ConfigMap; use --plugins"
  )

  static func unknownMap(_ name: String, _ known: Set<String>) -> Failure {
    .usage(
      "no map makes a ConfigMap \"\(name)\"; there are \(known.sorted().joined(separator: ", "))"
    )
  }
}
