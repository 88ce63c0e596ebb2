import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Formats
import Linting
import Prow
import Reporting
import YAML

struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "List the resolved jobs, with defaults and presets.",
    discussion: "JSON also says where each value from a default or preset is written."
  )

  @Argument(help: "Job files, folders, or the root of a repository.")
  var paths: [String] = []

  @OptionGroup var files: ConfigOptions

  @Option(help: ArgumentHelp("Only jobs of this repository or org.", valueName: "org[/repo]"))
  var repo: String?

  @Option(help: "presubmit, postsubmit or periodic.")
  var type: JobType?

  @Option(help: "Only jobs in this build cluster.")
  var cluster: String?

  @Option(help: ArgumentHelp("Only jobs whose name matches this glob.", valueName: "glob"))
  var name: String?

  @Option(help: "table or json.")
  var format: JobsFormat = .table

  enum JobsFormat: String, ExpressibleByArgument, CaseIterable { case table, json }

  enum JobType: String, ExpressibleByArgument, CaseIterable {
    case presubmit, postsubmit, periodic
  }

  func run() async throws {
    let settings = try Settings.nearest(to: paths.first)
    try settings.requireReadable()
    let layout = try Layout(files.named, paths: paths, settings: settings)
    let configuration = try await layout.configuration(settings.schema, workers: Processors.count)
    if configuration.fileCount == 0 {
      throw Failure.usage("\(layout.nothingFound)")
    }
    for file in configuration.workspace.filesWithJobs where !file.isReadable {
      Terminal.printError(note(on: file))
    }
    let glob = name.map { PathGlob($0) }
    let asked = configuration.jobsByFile.filter { layout.isAskedFor($0.file.file.path) }
    let jobs = asked.flatMap(\.jobs).filter { matches($0, glob) }
    switch format {
    case .table: Terminal.print(JobTableReporter.render(jobs))
    case .json: Terminal.print(ResolvedJobReporter.render(jobs))
    }
  }

  /// A note that jobs are missing from the list.
  private func note(on file: LoadedFile) -> TerminalText {
    let problem = (file.readProblems + file.document.problems).first
    let place = problem.map {
      PositionFinder().text(Place(file: file.file, range: $0.range))
    }
    let reason = problem.map { ": \($0.message)" } ?? ""
    return "plimsoll: \(place ?? file.file.path)\(reason); not all jobs of this file are listed\n"
  }

  private func matches(_ job: ResolvedJob, _ glob: PathGlob?) -> Bool {
    if let type, type.rawValue != job.job.kind.rawValue { return false }
    if let cluster, !job.job.cluster.equals(cluster) { return false }
    if let glob, !glob.matches(job.job.name.string) { return false }
    guard let repo else { return true }
    let names = job.job.repositories
    return names.contains { RepoKey.isName($0, of: repo) || $0.hasPrefix(repo + "/") }
  }
}

extension Job {
  /// The repositories that a job is for: its key, or for a periodic those of its extra refs.
  fileprivate var repositories: [String] {
    if kind != .periodic { return [repo.string] }
    return (self[.extraRefs].map { Array($0.items) } ?? []).map {
      "\($0.text(.org)?.string ?? "")/\($0.text(.repo)?.string ?? "")"
    }
  }
}
