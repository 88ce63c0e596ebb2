import Analysis
import ArgumentParser
import CommandSupport
import ConfigMaps
import Configs
import Files
import Formats
import Glibc
import Linting
import Machine
import Prow
import Reporting

@main
struct Plimsoll: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plimsoll",
    abstract: "Checks Prow job configs, and shows what Prow makes of them.",
    discussion: """
      Exit status: 0 no errors, 1 errors found, 2 wrong command line or unreadable file. \
      Settings come from the nearest .plimsoll.yaml; flags win over it.
      """,
    version: "0.1.0",
    subcommands: [
      LintCommand.self, ExplainCommand.self, RulesCommand.self, JobsCommand.self,
      RenderCommand.self, TriggerCommand.self, GenerateCommand.self, DiffCommand.self,
      PlanPartitionsCommand.self, SchemaCommand.self, InfoCommand.self, InitCommand.self,
      YAMLToJSONCommand.self,
    ]
  )

  /// ArgumentParser's own exit status for a wrong command line is 64; ours is 2.
  static func main() async {
    Terminal.prepare()
    Heap.growInLargeSteps()
    // The tables and rules take as long to make as the command line to read.
    Task.detached {
      _ = ProwSchema.standard
      _ = Rule.all
    }
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      end(0)
    } catch let failure as Failure {
      Terminal.printError("plimsoll: \(failure.message)\n")
      end(failure.status)
    } catch let error as UnreadableInput {
      let usesColor = Terminal.usesColor(true, on: STDERR_FILENO)
      Terminal.printError(TextReporter(usesColor: usesColor).render(error.problems))
      Terminal.printError("plimsoll: \(error)\n")
      end(2)
    } catch let error
      where error is FileError || error is TreeError || error is AmbiguousInstallation
    {
      Terminal.printError("plimsoll: \(error)\n")
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

  static func end(_ status: Int32) -> Never { Terminal.end(status, name: "plimsoll") }
}
