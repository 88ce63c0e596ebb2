import Analysis
import ArgumentParser
import CommandSupport
import ConfigMaps
import Configs
import Diagnostics
import Files
import Formats
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

  @Option(
    help: ArgumentHelp("The repository; for Gerrit its URL.", valueName: "org/repo")
  )
  var repo: String

  @Option(help: "The base branch of the pull request, or the branch or tag that was pushed to.")
  var branch: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Changed files, by their paths in the repository.", valueName: "file")
  )
  var changed: [String] = []

  @Option(help: ArgumentHelp("Ask git what changed since this revision.", valueName: "rev"))
  var from: String?

  @Option(
    help: ArgumentHelp("The end of the changes, with --from; HEAD by default.", valueName: "rev")
  )
  var to: String?

  @Option(help: ArgumentHelp("The clone in which git looks for changes.", valueName: "folder"))
  var git: String = "."

  @Option(help: ArgumentHelp("A comment on the pull request, such as \"/test all\"."))
  var comment: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Labels of the pull request.", valueName: "label")
  )
  var labels: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Contexts that have failed, for /retest.", valueName: "context")
  )
  var failed: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("All other contexts of the commit, for /retest.", valueName: "context")
  )
  var reported: [String] = []

  @OptionGroup var files: ConfigOptions

  @Option(help: "table or json.")
  var format: JobsCommand.JobsFormat = .table

  func validate() throws {
    if !changed.isEmpty, from != nil || to != nil {
      throw ValidationError("--changed names the files, --from and --to let git find them: use one")
    }
    if to != nil, from == nil { throw ValidationError("--to needs --from") }
    if !(failed + reported).isEmpty,
      !(comment.map(TestComment.init).map { $0.retests || $0.retestsRequired } ?? false)
    {
      throw ValidationError(
        "--failed and --reported matter for --comment /retest or /retest-required only"
      )
    }
  }

  func run() async throws {
    let settings = try Settings.nearest(to: nil)
    try settings.requireReadable()
    let layout = try Layout(files.named, paths: [], settings: settings)
    let inputs = try layout.inputs()
    if inputs.isEmpty {
      throw Failure.usage("\(layout.nothingFound)")
    }
    let linter = Linter(
      where: JobFaults.isRefusal,
      schema: ProwSchema(version: settings.version),
      workers: Processors.count
    )
    // In-repo config alone is that of the repository asked for.
    let isInRepo = !inputs.contains { $0.kind == .jobs }
    let result = try await Snapshot.make(
      of: inputs,
      with: linter,
      inRepoName: layout.inRepo ?? (isInRepo ? repo : nil)
    ).result
    if let warning = JobFaults(result).warning() { Terminal.printError(warning) }
    if let note = pluginNote(result.configuration) { Terminal.printError(note) }
    let all = result.configuration.jobsByFile.flatMap(\.jobs).map(\.job)
    let jobs = all.filter {
      (comment == nil || $0.kind == .presubmit) && RepoKey.isKey($0.repo, of: repo)
    }
    if jobs.isEmpty { throw Failure.usage(noJobs(all)) }
    let event = TriggerEvent(
      branch: branchName,
      changedFiles: try changedFiles(),
      comment: comment.map(TestComment.init),
      labels: labels,
      failedContexts: Set(failed),
      otherContexts: Set(reported)
    )
    let report = TriggerReport(
      repo: repo,
      event: event,
      jobs: jobs,
      in: result.configuration.workspace
    )
    switch format {
    case .table: Terminal.print(report.table)
    case .json: Terminal.print(report.json)
    }
    withExtendedLifetime(result) {}
  }

  /// A note that Prow starts nothing for the repository, whatever its jobs say.
  private func pluginNote(_ configuration: Configuration) -> TerminalText? {
    // Gerrit has no plugins.
    guard !RepoKey.isURL(repo),
      let key = ReposWithoutTrigger.all(in: configuration).first(where: { $0.name == repo })?.key
    else { return nil }
    return "plimsoll: \(PositionFinder().text(key.place)): nothing starts these jobs: "
      + "\(ReposWithoutTrigger.words(repo))\n"
  }

  /// The branch or tag without the folder of its ref, as Prow reads a push.
  ///
  /// Source: Prow, `Branch` of PushEvent in pkg/github/types.go.
  private var branchName: String {
    let folder = ["refs/heads/", "refs/tags/"].first { branch.hasPrefix($0) }
    return String(branch.dropFirst(folder?.count ?? 0))
  }

  private func changedFiles() throws -> [String]? {
    if !changed.isEmpty {
      return changed.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
    }
    guard let from else { return nil }
    let to = to ?? "HEAD"
    for revision in [from, to] where revision.hasPrefix("-") {
      throw Failure.usage("\"\(revision)\" is not a revision")
    }
    return try GitRepository(git, shownAs: "").changedPaths(from: from, to: to)
  }

  private func noJobs(_ all: [Job]) -> TerminalText {
    let kind = comment == nil ? "presubmit or postsubmit" : "presubmit"
    let names = Set(all.map(\.repo.string)).filter { !$0.isEmpty }.sorted()
    let nearest = Suggestion.nearest(to: repo, among: names).map { "; did you mean \($0)?" }
    return "\(repo) has no \(kind)\(nearest ?? "")"
  }
}
