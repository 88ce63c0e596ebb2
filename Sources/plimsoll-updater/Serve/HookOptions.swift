import ArgumentParser
import Updater

/// By what webhooks are let in.
struct HookOptions: ParsableArguments {
  @Option(
    name: .customLong("webhook-secret-file"),
    parsing: .singleValue,
    help: ArgumentHelp("A secret of the webhook; several while one is replaced.", valueName: "file")
  )
  var secretFiles: [String] = []

  @Option(
    name: .customLong("webhook-secret-env"),
    parsing: .singleValue,
    help: ArgumentHelp("The same in a variable.", valueName: "name")
  )
  var secretVariables: [String] = []

  var secrets: [Secret] {
    secretFiles.map { .file($0) } + secretVariables.map { .environment($0) }
  }
}
