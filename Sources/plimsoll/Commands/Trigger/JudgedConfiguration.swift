import Analysis
import CommandSupport
import Configs
import Files
import Formats
import JobCommands
import Linting
import Machine
import Prow
import Reporting
import Schema
import YAML

/// The configuration that a question is about, and what Prow refuses in it.
struct JudgedConfiguration {
  let result: LintResult
  let settings: Settings

  var configuration: Configuration { result.configuration }
  var workspace: Workspace { result.configuration.workspace }
  var jobs: [ResolvedJob] { configuration.jobsByFile.flatMap(\.jobs) }

  /// Reads the files, and says on standard error what keeps Prow from loading them.
  ///
  /// `repo`: The repository whose in-repo config is read, if nothing else says so.
  static func load(_ files: ConfigOptions, repo: String?) async throws -> JudgedConfiguration {
    var settings = try Settings.nearest(to: nil)
    try settings.requireReadable()
    let layout = try Layout(files.named, paths: [], settings: settings)
    try settings.findVersion(in: layout.config)
    let inputs = try layout.inputs()
    if inputs.isEmpty { throw Failure.usage("\(layout.nothingFound)") }
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
    return JudgedConfiguration(result: result, settings: settings)
  }

  /// The presubmits and postsubmits of a repository; for Gerrit it is named by its URL.
  func jobs(of repo: String) -> [Job] {
    jobs.map(\.job).filter { $0.kind != .periodic && RepoKey.isKey($0.repo, of: repo) }
  }

  /// Says that a repository has nothing that is asked for, and which one was probably meant.
  func unknownRepository(_ repo: String, has what: TerminalText) -> Failure {
    let names = Set(jobs.map(\.job.repo.string)).filter { !$0.isEmpty }.sorted()
    let nearest = Suggestion.nearest(to: repo, among: names).map { "; did you mean \($0)?" }
    return .usage("\(repo) has no \(what)\(nearest ?? "")")
  }
}
