import ArgumentParser
import CommandSupport
import Configs
import Files
import Formats
import Linting
import Machine
import Prow
import Reporting

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write .plimsoll.yaml for the files that are found here."
  )

  func run() async throws {
    if FileReader.isTaken(Settings.fileName) {
      throw Failure.usage(
        "\(Settings.fileName) is there already: change it, or remove it to write a new one"
      )
    }
    var settings = Settings()
    let layout = try Layout(NamedFiles(), paths: [], settings: settings)
    if layout.searched != WorkingDirectory.path {
      throw Failure.usage("the files belong to \(layout.searched): run init there")
    }
    try settings.findVersion(in: layout.config)
    let configuration = try await layout.configuration(settings.schema, workers: Processors.count)
    // Settings that name nothing would only hide that nothing was found.
    if configuration.fileCount == 0 { throw Failure.usage("\(layout.nothingFound)") }
    let text = "# Settings of plimsoll; paths are relative to this file.\n" + text(for: layout)
    try GeneratedFiles.write(text, to: Settings.fileName)
    Terminal.print("wrote \(Settings.fileName)\n")
    Terminal.printError(
      JudgedLine.render(
        layout,
        settings,
        kubernetes: settings.kubernetes,
        jobs: configuration.jobCount
      )
    )
  }

  private func text(for layout: Layout) -> String {
    if layout.isInRepoOnly {
      return "# .prow.yaml and the folder .prow are found without settings.\n"
    }
    var text = "prow:\n"
    if let config = layout.config { text += "  config: \(scalar(config))\n" }
    if let plugins = layout.plugins { text += "  plugins: \(scalar(plugins))\n" }
    text += list("jobs", layout.jobs)
    text += list("supplementalConfig", layout.supplementalConfig)
    text += list("supplementalPlugins", layout.supplementalPlugins)
    return text
  }

  private func list(_ field: String, _ paths: [String]) -> String {
    paths.isEmpty ? "" : "  \(field):\n" + paths.map { "  - \(scalar($0))\n" }.joined()
  }

  /// A path as YAML: as it is, or in quotes as JSON has them.
  private func scalar(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
    }
    if isPlain, path != ".", !path.hasPrefix("-") { return path }
    return String(decoding: JSONObject.texts([path]).dropFirst().dropLast(), as: UTF8.self)
  }
}
