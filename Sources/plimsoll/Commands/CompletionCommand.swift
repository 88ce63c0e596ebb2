import ArgumentParser
import CommandSupport
import Formats

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print a script that completes commands in a shell.",
    discussion: """
      It completes options, files, rules, and the jobs and repositories of the installation around \
      the working directory. bash: source <(plimsoll completion bash). zsh: plimsoll completion zsh \
      > ~/.zfunc/_plimsoll, with ~/.zfunc in fpath. fish: plimsoll completion fish > \
      ~/.config/fish/completions/plimsoll.fish.
      """
  )

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  func run() {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Terminal.print(Array((Plimsoll.completionScript(for: shell) + "\n").utf8))
  }
}
