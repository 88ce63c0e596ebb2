import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Files
import Formats
import Glibc
import Kubernetes
import Linting
import Machine
import Prow
import Reporting

@main
struct Plimsoll: Program {
  private static var versionText: String {
    """
    \(ProgramVersion.line(of: "plimsoll"))
    Prow of \(ProwSchema.baseline), or newer where its images or the settings say so
    Kubernetes up to \(KubernetesVersion.latest)
    """
  }

  static let configuration = CommandConfiguration(
    commandName: "plimsoll",
    abstract: "Checks Prow job configs, and shows what Prow makes of them.",
    discussion: """
      Exit status: 0 no errors, 1 errors found, 2 wrong command line or unreadable file. \
      Settings come from the nearest .plimsoll.yaml; flags win over it.
      """,
    version: versionText,
    subcommands: [
      LintCommand.self, ExplainCommand.self, RulesCommand.self, WhyCommand.self, JobsCommand.self,
      RepoCommand.self, SiteCommand.self,
      RenderCommand.self, TriggerCommand.self, ScheduleCommand.self, GenerateCommand.self,
      DiffCommand.self,
      ReviewCommand.self, BumpCommand.self, PolicyCommand.self,
      PlanPartitionsCommand.self, SchemaCommand.self, InfoCommand.self, InitCommand.self,
      LSPCommand.self, YAMLToJSONCommand.self, CELEvalCommand.self,
      CompletionCommand<Plimsoll>.self,
      ManCommand<Plimsoll>.self,
    ]
  )

  static func main() async {
    Terminal.prepare()
    Heap.growInLargeSteps()
    // The tables and rules take as long to make as the command line to read. Options alone, such as
    // --version, need neither.
    if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") {
      Task.detached {
        _ = ProwSchema.standard
        _ = RuleCatalogue.builtIn
      }
    }
    await runToEnd()
  }

  static func ending(after error: any Error) -> Ending? {
    switch error {
    case let failure as Failure:
      return Ending("plimsoll: \(failure.message)\n", status: failure.status)
    case let error as UnreadableInput:
      let usesColor = Terminal.usesColor(true, on: STDERR_FILENO)
      let problems = TextReporter(usesColor: usesColor).render(error.problems)
      return Ending(problems + "plimsoll: \(error)\n", status: 2)
    case is FileError, is TreeError, is AmbiguousInstallation:
      return Ending("plimsoll: \(error)\n", status: 2)
    default: return nil
    }
  }
}
