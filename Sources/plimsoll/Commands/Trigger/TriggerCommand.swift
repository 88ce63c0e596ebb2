import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Formats
import JobCommands
import Linting
import Prow
import Reporting
import Schema
import YAML

struct TriggerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trigger",
    abstract: "Say which presubmits and postsubmits run, which don't, and why.",
    discussion: """
      Without a comment: presubmits as for a new pull request against the branch, postsubmits as \
      for a push to it. With --comment: the presubmits that the comment starts. Changed files \
      come from --changed or from git; without either, the answer for jobs that look at changed \
      files is "depends". MERGE says whether a merge waits for the job.
      """
  )

  @Argument(
    help: ArgumentHelp("The repository; for Gerrit its URL.", valueName: "org/repo"),
    completion: Completions.repositories
  )
  var repository: String?

  @Option(
    help: ArgumentHelp("The same as an option.", valueName: "org/repo"),
    completion: Completions.repositories
  )
  var repo: String?

  @Option(help: "The base branch of the pull request, or the branch or tag that was pushed to.")
  var branch: String

  @OptionGroup var events: EventOptions

  @Option(
    help: ArgumentHelp("Only the jobs of this name.", valueName: "name"),
    completion: Completions.jobs
  )
  var job: String?

  @Flag(help: "List jobs that don't run, too.")
  var all = false

  @OptionGroup var files: ConfigOptions

  @Option(help: "table or json; JSON always has all jobs.")
  var format: JobsCommand.JobsFormat = .table

  @OptionGroup var colors: ColorOptions

  func validate() throws {
    if repository != nil, repo != nil {
      throw ValidationError("the repository is named twice: leave --repo out")
    }
    if repository == nil, repo == nil {
      throw ValidationError(
        "name the repository, such as plimsoll trigger acme/rocket --branch main"
      )
    }
  }

  func run() async throws {
    let repo = repository ?? repo ?? ""
    let event = try events.event(branch: branch)
    let judged = try await JudgedConfiguration.load(files, repo: repo)
    if let note = pluginNote(repo, judged.configuration) { Terminal.printError(note) }
    let jobs = judged.jobs(of: repo).filter { event.comment == nil || $0.kind == .presubmit }
    if jobs.isEmpty {
      let what = event.comment == nil ? "presubmit or postsubmit" : "presubmit"
      throw judged.unknownRepository(repo, has: "\(what)")
    }
    let report = TriggerReport(
      repo: repo,
      event: event,
      jobs: jobs,
      only: try known(job, among: jobs, of: repo),
      in: judged.workspace
    )
    switch format {
    case .table:
      let look = (width: Terminal.lineWidth, usesColor: colors.usesColor)
      Terminal.print(report.text(all: all, width: look.width, usesColor: look.usesColor))
    case .json: Terminal.print(report.json)
    }
    withExtendedLifetime(judged) {}
  }

  /// A note that Prow starts nothing for the repository, whatever its jobs say.
  private func pluginNote(_ repo: String, _ configuration: Configuration) -> TerminalText? {
    // Gerrit has no plugins.
    guard !RepoKey.isURL(repo),
      let key = ReposWithoutTrigger.all(in: configuration).first(where: { $0.name == repo })?.key
    else { return nil }
    return "plimsoll: \(PositionFinder().text(key.place)): nothing starts these jobs: "
      + "\(ReposWithoutTrigger.words(repo))\n"
  }

  private func known(_ name: String?, among jobs: [Job], of repo: String) throws -> String? {
    guard let name, !jobs.contains(where: { $0.name.equals(name) }) else { return name }
    let names = Set(jobs.map(\.name.string)).sorted()
    let nearest = Suggestion.nearest(to: name, among: names).map { "; did you mean \($0)?" }
    throw Failure.usage("no job of \(repo) is called \"\(name)\"\(nearest ?? "")")
  }
}
