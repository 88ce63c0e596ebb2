import ArgumentParser
import Frontend
import Prow

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write .plimsoll.yaml for this repository's layout."
  )

  func run() throws {
    if FileReader.isTaken(Settings.fileName) {
      throw ValidationError("\(Settings.fileName) is there already")
    }
    let layout = Layout(NamedFiles(), paths: [], settings: Settings())
    let text = "# Settings of plimsoll; paths are relative to this file.\n" + text(for: layout)
    try GeneratedFiles.write(text, to: Settings.fileName)
    Terminal.print("wrote \(Settings.fileName)\n")
  }

  private func text(for layout: Layout) -> String {
    if layout.isInRepoOnly {
      return "# .prow.yaml and the folder .prow are found without settings.\n"
    }
    var text = "prow:\n"
    text += "  config: \(layout.config ?? "config/prow/config.yaml # not found: fix this")\n"
    if let plugins = layout.plugins { text += "  plugins: \(plugins)\n" }
    text += "  jobs:\n"
    for jobs in layout.jobs.isEmpty ? ["config/jobs # not found: fix this"] : layout.jobs {
      text += "  - \(jobs)\n"
    }
    return text
  }
}
