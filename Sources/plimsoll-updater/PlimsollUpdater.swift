import ArgumentParser
import Cluster
import CommandSupport
import ConfigMaps
import Files
import Formats
import Prow
import Updater

@main
struct PlimsollUpdater: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plimsoll-updater",
    abstract: "Makes the ConfigMaps of clusters hold what a Prow repository says.",
    discussion: """
      config_updater in plugins.yaml says which files become ConfigMaps. A cluster of Prow is a \
      context of the kubeconfig. Exit status: 0 done, 1 the files are refused, 2 wrong command \
      line, unreadable file or failed cluster.
      """,
    version: "0.1.0",
    subcommands: [DiffCommand.self, ApplyCommand.self, ServeCommand.self]
  )

  /// ArgumentParser's own exit status for a wrong command line is 64; ours is 2.
  static func main() async {
    Terminal.prepare()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      end(0)
    } catch let error where isOfTheWorld(error) {
      Terminal.printError("plimsoll-updater: \(error)\n")
      end(2)
    } catch {
      end(with: error)
    }
  }

  /// Ends with ArgumentParser's text, in which only the message can hold what somebody typed.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if text.isEmpty { end(code.rawValue) }
    if code.isSuccess {
      Terminal.print(TerminalText(lines: text) + "\n")
      end(0)
    }
    Terminal.printError(TerminalText(message: message(for: error), in: text))
    end(2)
  }

  private static func end(_ status: Int32) -> Never {
    Terminal.end(status, name: "plimsoll-updater")
  }

  private static func isOfTheWorld(_ error: any Error) -> Bool {
    error is FileError || error is TreeError || error is KubeconfigError || error is ClusterError
      || error is StateFolder.Failure || error is Journal.Failure || error is GitError
  }
}
