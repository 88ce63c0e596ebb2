package import ArgumentParser
internal import Formats

/// Prints a script with which a shell completes the commands of a program.
package struct CompletionCommand<Root: Program>: ParsableCommand {
  package static var configuration: CommandConfiguration {
    let name = Root.configuration.commandName ?? ""
    return CommandConfiguration(
      commandName: "completion",
      abstract: "Print a script that completes commands in a shell.",
      discussion: """
        It completes options, files, and names that the program knows, such as those of jobs. \
        bash: source <(\(name) completion bash). zsh: \(name) completion zsh > ~/.zfunc/_\(name), \
        with ~/.zfunc in fpath. fish: \(name) completion fish > \
        ~/.config/fish/completions/\(name).fish.
        """
    )
  }

  @Argument(help: "bash, zsh or fish.")
  package var shell: Shell

  package enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  package init() {}

  package func run() {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Terminal.print(Array((Root.completionScript(for: shell) + "\n").utf8))
  }
}
