import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import JobCommands
import Linting
import Machine
import Prow
import Reporting
import YAML

struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "List the resolved jobs, or show a card for some.",
    discussion: """
      An argument that is no file and no folder is the name of a job: then there is a card for each \
      job of that name, with its effective values and where each is written. --card makes cards of \
      the jobs that are listed, also where a file has the same name; ./NAME is always a file. The \
      table fits the terminal, and has fewer columns in a narrow one. JSON also says where each value \
      from a default or preset is written.
      """
  )

  @Argument(
    help: "Job files, folders, or the root of a repository; or names of jobs.",
    completion: .file()
  )
  var arguments: [String] = []

  @OptionGroup var files: ConfigOptions

  @Option(help: "presubmit, postsubmit or periodic.")
  var type: JobType?

  @OptionGroup var filter: JobFilter

  @Flag(help: "A card for each job, instead of a table.")
  var card = false

  @Option(
    help: ArgumentHelp(
      "Columns of the table: \(JobTableReporter.Column.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "a,b,c"
    )
  )
  var columns: String?

  @Option(help: ArgumentHelp("The column by which the table is sorted.", valueName: "column"))
  var sort: String?

  @Option(help: "table or json.")
  var format: JobsFormat = .table

  @OptionGroup var colors: ColorOptions

  enum JobsFormat: String, ExpressibleByArgument, CaseIterable { case table, json }

  enum JobType: String, ExpressibleByArgument, CaseIterable {
    case presubmit, postsubmit, periodic
  }

  func validate() throws {
    _ = try tableColumns()
    _ = try sort.map(column)
    if card, columns != nil || sort != nil {
      throw ValidationError("--columns and --sort are for the table, and --card shows none")
    }
  }

  func run() async throws {
    // What looks like a path is one, whether it is there or not.
    let paths = arguments.filter {
      FileReader.isTaken($0) || $0.hasPrefix("./") || $0.hasPrefix("/") || $0.hasPrefix("../")
    }
    let names = arguments.filter { !paths.contains($0) }
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
    let asked = configuration.jobsByFile.filter { layout.isAskedFor($0.file.file.path) }
    var jobs = asked.flatMap(\.jobs)
    if !names.isEmpty {
      let known = JobNames(jobs)
      jobs = try names.flatMap { try known.named($0) }
    }
    jobs = try filter.apply(to: jobs).filter {
      type == nil || type?.rawValue == $0.job.kind.rawValue
    }
    show(jobs, asCards: card || !names.isEmpty, configuration)
    withExtendedLifetime(configuration) {}
  }

  private func show(_ jobs: [ResolvedJob], asCards: Bool, _ configuration: Configuration) {
    guard asCards else {
      if format == .json { return Terminal.print(ResolvedJobReporter.render(jobs)) }
      return Terminal.print(
        JobTableReporter.render(
          jobs,
          columns: (try? tableColumns()) ?? [],
          sortedBy: try? sort.map(column),
          look: TextTable.Look(width: Terminal.lineWidth, usesColor: colors.usesColor)
        )
      )
    }
    let answers = SharedAnswers(configuration)
    let cards = jobs.map { JobCard($0, answers) }
    if format == .json {
      let bytes = ResolvedJobReporter.render(jobs) { cards[$0].add(to: &$1) }
      return Terminal.print(bytes)
    }
    let texts = cards.map {
      $0.sheet.text(width: Terminal.lineWidth, usesColor: colors.usesColor)
    }
    Terminal.print(.joined(texts, separator: "\n"))
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

  private func tableColumns() throws -> [JobTableReporter.Column] {
    guard let columns else { return JobTableReporter.Column.usual(width: Terminal.lineWidth) }
    return try columns.split(separator: ",").map { try column(String($0)) }
  }

  private func column(_ name: String) throws -> JobTableReporter.Column {
    if let column = JobTableReporter.Column(rawValue: name.lowercased()) { return column }
    let all = JobTableReporter.Column.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("there is no column \"\(name)\"; the columns are \(all)")
  }
}
