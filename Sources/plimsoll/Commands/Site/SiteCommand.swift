import Analysis
import ArgumentParser
import Catalogue
import CommandSupport
import Configs
import Files
import Formats
import GoFormats
import JobCommands
import Linting
import Machine
import Prow
import Reporting
import Reviewing

struct SiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Write a static catalogue of all jobs, as HTML.",
    discussion: """
      A page for each job, with its effective values, its pod and its findings, and lists by \
      repository, cluster, image, preset, secret and annotation. The pages need no server: open \
      index.html from the disk, or publish the folder. The folder must be new, empty, or one that this \
      command wrote; it is replaced as a whole.
      """
  )

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder that the site is written to.", valueName: "dir"),
    completion: .directory
  )
  var output: String

  @OptionGroup var files: ConfigOptions

  @OptionGroup var policyOptions: PolicyOptions

  @OptionGroup var source: SourceOptions

  @Option(help: ArgumentHelp("What the site is called.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "The day that ages of images count from, and the first of the schedule, such as 2026-03-31 "
        + "(default: that of the commit that is checked out).",
      valueName: "date"
    )
  )
  var date: String?

  @Option(
    help: ArgumentHelp(
      "The commit since which growth of ConfigMaps counts (default: the last one that is 30 days older "
        + "than the one that is checked out).",
      valueName: "rev"
    )
  )
  var since: String?

  /// The file that lists what an earlier run wrote.
  static let marker = ".plimsoll-site"

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output takes a folder") }
    if let date, SiteCommand.day(date) == nil {
      throw ValidationError("--date takes a day such as 2026-03-31, not \"\(date)\"")
    }
  }

  /// Days since 1970.
  private static func day(_ text: String) -> Int? {
    guard text.utf8.count == 10, let time = GoTime("\(text)T00:00:00Z") else { return nil }
    return Int(time.unixSeconds / 86_400)
  }

  func run() async throws {
    let settings = try Settings.nearest(to: nil)
    try settings.requireReadable()
    let policies = try policyOptions.load(settings, schema: ProwSchema.standard)
    let layout = try Layout(files.named, paths: [], settings: settings)
    let plan = try await LintPlan(
      layout,
      paths: [],
      settings,
      policies,
      settings.options,
      today: PolicyDate.today,
      workers: Processors.count
    )
    if plan.inputs.isEmpty { throw Failure.usage("\(layout.nothingFound)") }
    let folder = try WholeFolder(output, marker: SiteCommand.marker)
    let clone = PublishedClone(of: layout)
    async let configMaps = PublishedSizes.find(files, settings, clone, since: since)
    let snapshot = try await plan.snapshot()
    var input = Site.Input(
      plan.result(of: snapshot),
      refusals: try await snapshot.refusalsOfProw,
      schema: snapshot.linter.schema,
      title: title ?? clone.repository.map { "Prow jobs of \($0)" } ?? "Prow jobs"
    )
    input.source = try source.links(clone)
    input.day = date.flatMap(SiteCommand.day) ?? clone.time.map { Int($0 / 86_400) }
    input.configMaps = try await configMaps
    let site = await Site(input, workers: Processors.count)
    let count = try await SiteWriter(folder).write(site)
    Terminal.printError(
      "plimsoll: wrote \(DiffWords.count(count, "file")) to \(output), for "
        + "\(DiffWords.count(snapshot.result.jobCount, "job"))\n"
    )
    // All memory goes with the process.
    Plimsoll.end(0)
  }
}
