import ArgumentParser
import Cluster
import CommandSupport
import Files
import Formats
import Prow
import Registries
import Updater

@main
struct PlimsollUpdater: Program {
  static let configuration = CommandConfiguration(
    commandName: "plimsoll-updater",
    abstract: "Makes the ConfigMaps of clusters hold what a Prow repository says.",
    discussion: """
      config_updater in plugins.yaml says which files become ConfigMaps. A cluster of Prow is a \
      context of the kubeconfig. Exit status: 0 done, 1 the files are refused, 2 wrong command \
      line, unreadable file or failed cluster.
      """,
    version: ProgramVersion.line(of: "plimsoll-updater"),
    subcommands: [
      DiffCommand.self, ApplyCommand.self, ReviewCommand.self, ServeCommand.self,
      StatusCommand.self, RunCommand.self, BumpCommand.self,
      ReviewCommitsCommand.self, CompletionCommand<PlimsollUpdater>.self,
      ManCommand<PlimsollUpdater>.self,
    ]
  )

  static func main() async {
    Terminal.prepare()
    await runToEnd()
  }

  static func ending(after error: any Error) -> Ending? {
    if let failure = error as? Failure {
      return Ending("plimsoll-updater: \(failure.message)\n", status: failure.status)
    }
    return isOfTheWorld(error) ? Ending("plimsoll-updater: \(error)\n", status: 2) : nil
  }

  private static func isOfTheWorld(_ error: any Error) -> Bool {
    error is FileError || error is TreeError || error is KubeconfigError || error is ClusterError
      || error is StateFolder.Failure || error is Journal.Failure || error is GitError
      || error is GitHubError || error is RolloutFile.Failure || error is ReviewProgram.Failure
      || error is UpstreamVersion.Failure || error is OnCall.Failure
  }
}
