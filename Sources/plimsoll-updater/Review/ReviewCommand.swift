import ArgumentParser
import CommandSupport
import Formats
import Updater

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Say in one comment on a pull request what it means.",
    discussion: """
      Fetches the pull request, from a fork or not, reads its files as data, and writes what \
      plimsoll review says as one comment, or over the comment that it wrote before. Nothing is \
      written if the comment says so already. Settings are those of the branch that the pull \
      request is for. The process that reads the files gets no token. Exit status: 0 nothing is \
      against the change, 1 Prow would refuse it, it brings errors or can't be judged, 2 error.
      """
  )

  @Option(help: ArgumentHelp("The number of the pull request.", valueName: "number"))
  var pull: Int

  @OptionGroup var branches: BranchOptions
  @OptionGroup(title: "GitHub") var gitHub: GitHubOptions

  @Option(
    help: ArgumentHelp(
      "A folder that keeps the clone for the next time; not the one of a running serve.",
      valueName: "dir"
    )
  )
  var state: String?

  @Option(
    name: .customLong("git-timeout"),
    help: ArgumentHelp("How long git may take to fetch.", valueName: "seconds")
  )
  var gitTimeout = 300

  @Flag(name: .customLong("dry-run"), help: "Print the comment, and write nothing to GitHub.")
  var isDryRun = false

  @Flag(help: "What is found does not fail the run.")
  var exitZero = false

  func validate() throws {
    if pull < 1 { throw ValidationError("--pull takes a number from 1, not \(pull)") }
    if gitTimeout < 1 || gitTimeout > 86_400 {
      throw ValidationError("--git-timeout takes seconds from 1 to 86400, not \(gitTimeout)")
    }
    if branches.repos.count != 1 {
      throw ValidationError("give --repo once: the repository of the pull request")
    }
    if gitHub.settings == nil, !isDryRun {
      throw ValidationError(
        "give --github-token-file, --github-token-env or --github-app-id for the comment, or --dry-run"
      )
    }
  }

  func run() async throws {
    guard let source = try branches.sources().first else { return }
    var settings = ServeSettings(sources: [source], stateFolder: state ?? "")
    settings.gitHub = gitHub.settings
    settings.gitLimit = .seconds(gitTimeout)
    settings.config = branches.config
    settings.plugins = branches.plugins
    let run = PullReviewRun(number: pull, source: source, settings: settings, isDryRun: isDryRun)
    let outcome = try await run.run(keepingCloneIn: state)
    if isDryRun {
      Terminal.print(Array(outcome.comment.text.utf8))
    } else {
      let place = "\(source.repository)#\(pull)"
      Terminal.print(
        outcome.isWritten
          ? "wrote the comment on \(place)\n" : "the comment on \(place) says so already\n"
      )
    }
    switch outcome.comment.verdict {
    case .fails, .unreadable: if !exitZero { throw ExitCode(1) }
    case .passes, .isWithoutEffect: break
    }
  }
}
