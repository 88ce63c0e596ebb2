import ArgumentParser
import CommandSupport
import Configs
import Policies
import Prow
import Schema

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print or write JSON Schemas for editors.",
    discussion: """
      TYPE is job-config, in-repo-config, prow-config, plugins, autobump, boskos, plimsoll (this \
      program's own settings), policy or rollout (the file of plimsoll-updater --rollout).
      """
  )

  @Argument(help: "Which schema to print.")
  var type: String?

  @Option(
    name: .customLong("write"),
    help: ArgumentHelp(
      "Write all schemas, and catalog.json, into this folder.",
      valueName: "folder"
    )
  )
  var folder: String?

  func run() throws {
    let files = (SchemaFiles.all() + [SchemaFiles.policy]).sorted { $0.name < $1.name }
    if let folder {
      let catalog = SchemaFiles.catalog(of: files)
      try GeneratedFiles.write(files.map { ($0.name, $0.contents) } + [catalog], to: folder)
      return
    }
    let names = files.map { $0.name.removingSuffix(".json") }
    guard let type else {
      throw ValidationError("name a type, \(names.joined(separator: ", ")), or use --write")
    }
    guard let index = names.firstIndex(of: type) else {
      throw ValidationError(
        "no schema is called \"\(type)\"; there are \(names.joined(separator: ", "))"
      )
    }
    Terminal.print(Array(files[index].contents.utf8))
  }
}

extension String {
  /// Without `suffix`, if it ends so.
  fileprivate func removingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
