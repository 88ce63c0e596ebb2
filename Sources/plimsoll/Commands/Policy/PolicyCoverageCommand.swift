import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Files
import Formats
import JobCommands
import Linting
import Machine
import Policies
import Prow
import Reporting

struct PolicyCoverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show how many subjects each policy judges, and how many findings it has.",
    discussion: """
      Below a policy, how many subjects each of its conditions leaves out of those that come to it, and \
      how many findings each exception covers.
      """
  )

  @OptionGroup var files: ConfigOptions

  @OptionGroup var policyOptions: PolicyOptions

  func run() async throws {
    let judged = try await JudgedPolicies.load(files, policyOptions)
    Terminal.print(PolicyCoverageReporter.render(judged.result.policies))
  }
}

/// The files that are here, judged by policies alone.
struct JudgedPolicies {
  let result: LintResult
  let run: PolicyRun
  /// The field tables that the files were checked against.
  let schema: ProwSchema

  static func load(
    _ files: ConfigOptions,
    _ policyOptions: PolicyOptions,
    needsPolicies: Bool = true
  ) async throws -> JudgedPolicies {
    var settings = try Settings.nearest(to: nil)
    try settings.requireReadable()
    let set = try policyOptions.load(settings, schema: ProwSchema.standard)
    if needsPolicies, set.isEmpty {
      throw Failure.usage("no policies: use --policies, or set policies in \(Settings.fileName)")
    }
    let layout = try Layout(files.named, paths: [], settings: settings)
    try settings.findVersion(in: layout.config)
    let inputs = try layout.inputs()
    if inputs.isEmpty { throw Failure.usage("\(layout.nothingFound)") }
    let catalogue = RuleCatalogue.builtIn.adding(set)
    let linter = Linter(
      catalogue: catalogue,
      where: { $0.group == .policies },
      schema: settings.schema,
      workers: Processors.count
    )
    let run = PolicyRun(set, paths: [], settings, today: PolicyDate.today)
    let result = try await Snapshot.make(
      of: inputs,
      with: linter,
      inRepoName: layout.inRepo,
      policies: run
    ).result
    return JudgedPolicies(result: result, run: run, schema: settings.schema)
  }
}
