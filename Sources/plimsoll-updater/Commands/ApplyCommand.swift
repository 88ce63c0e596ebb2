import Analysis
import ArgumentParser
import Cluster
import CommandSupport
import ConfigMaps
import Diagnostics
import Glibc
import Linting
import Reporting
import Updater

struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the ConfigMaps of clusters hold what the files say.",
    discussion: """
      Uses server-side apply with the field manager plimsoll/ORG/REPO: it may be repeated, \
      removes only keys that it applied before, and does not change others' keys, labels and \
      annotations. It reports keys that others own, and takes them only with --takeover. It \
      leaves a ConfigMap as it is that would lose many keys, unless --allow-removals is given. It \
      does not apply files that Prow would refuse. With --wait it ends when the programs of --rollout \
      have loaded the commit. Exit status: 0 done, 1 the files are refused, 2 error, 3 applied, but \
      not loaded in time, or nobody can tell.
      """
  )

  @OptionGroup var source: SourceOptions
  @OptionGroup var clusters: ClusterOptions
  @OptionGroup var removals: RemovalOptions
  @OptionGroup var rollout: RolloutOptions
  @OptionGroup var wait: WaitOptions

  @Flag(name: .customLong("dry-run"), help: "Only ask the servers what they would do.")
  var isDryRun = false

  @Flag(name: .customLong("takeover"), help: "Take the keys that other field managers own.")
  var takesOver = false

  @Flag(inversion: .prefixedNo, help: "Remove keys that no file makes any more.")
  var prune = true

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Flag(name: .customLong("no-color"), help: "No colours, also on a terminal.")
  var noColor = false

  func validate() throws {
    guard wait.isWaiting else { return }
    if rollout.path == nil {
      throw ValidationError("--wait needs --rollout, which says whom to ask")
    }
    if isDryRun { throw ValidationError("--wait has no use with --dry-run: nothing is loaded") }
    if source.rev == nil, source.revision == nil {
      throw ValidationError(
        "--wait needs --rev or --revision: files that are no commit do not change VERSION"
      )
    }
  }

  func run() async throws {
    let rollout = try rollout.rollout()
    if !rollout.stages.isEmpty, !wait.isWaiting, !isDryRun {
      throw ValidationError("the stages of \(self.rollout.path ?? "") need --wait")
    }
    let source = try await source.source()
    let problems = source.checked.problems
    let usesColorForErrors = Terminal.usesColor(!noColor, on: STDERR_FILENO)
    if format == .text {
      Terminal.printError(TextReporter(usesColor: usesColorForErrors).render(problems))
    }
    var report = ApplyReport(source: source, outcomes: [], isDryRun: isDryRun)
    if !source.checked.isRefused {
      let clusters = try clusters.clusters()
      var options = ApplyOptions(takesOver: takesOver, prunes: prune, isDryRun: isDryRun)
      options.removals = removals.limit
      let apply = StagedApply(
        rollout: rollout,
        source: source,
        options: options,
        waiter: wait.isWaiting ? LoadWaiter(rollout.components, limit: wait.limit) : nil
      )
      await apply.run(into: &report) { state, options in
        await Applier(clusters: clusters, manager: source.manager, options: options).apply(state)
      }
      await clusters.shutDown()
    }
    report.now = Timekeeper.system.wall()
    switch format {
    case .text: Terminal.print(ApplyTextReporter.render(report))
    case .json: Terminal.print(ApplyJSONReporter.render(report))
    }
    if report.status != 0 { throw ExitCode(report.status) }
  }
}

enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
