import ArgumentParser
import CommandSupport
import Configs
internal import Diagnostics
import Formats
import Glibc
import GoFormats
import JobCommands
import Machine
import Prow
import Reporting
import Scheduling

struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Show when periodics start, and what runs at the same time.",
    discussion: """
      Starts by hour, the minutes with the most starts, and the CPU and memory that runs of a build \
      cluster ask for at the same time. With names of jobs: when these start next. --spread says which \
      jobs could start some minutes earlier or later, so that fewer start at once; --fix writes that \
      into the files.
      """
  )

  @Argument(
    help: ArgumentHelp("Names of jobs: only when these start next.", valueName: "job"),
    completion: Completions.jobs
  )
  var names: [String] = []

  @OptionGroup var files: ConfigOptions

  @OptionGroup var filter: JobFilter

  @Option(help: "day, week or month, which is 30 days.")
  var over: Span = .week

  enum Span: String, ExpressibleByArgument, CaseIterable {
    case day, week, month

    var days: Int {
      switch self {
      case .day: 1
      case .week: 7
      case .month: 30
      }
    }
  }

  @Option(
    help: ArgumentHelp("The first day, such as 2026-03-31 (default: today).", valueName: "date")
  )
  var from: String?

  @Option(
    help: ArgumentHelp("How many starts to show for a job that is named.", valueName: "count")
  )
  var next = 10

  @OptionGroup var runTimes: RunTimeOptions

  @OptionGroup var spreading: SpreadOptions

  @Option(help: "text, json or svg.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, svg }

  @OptionGroup var colors: ColorOptions

  func validate() throws {
    if !(1...1_000).contains(next) { throw ValidationError("--next takes a number from 1 to 1000") }
    if !names.isEmpty, format != .text || spreading.spread {
      throw ValidationError(
        "names of jobs show when these start next: leave out --format and --spread"
      )
    }
    if spreading.spread, format != .text {
      throw ValidationError("--spread shows a table: leave out --format")
    }
    _ = try firstDay()
  }

  func run() async throws {
    let start = try firstDay()
    let settings = try Settings.nearest(to: nil)
    try settings.requireReadable()
    let layout = try Layout(files.named, paths: [], settings: settings)
    let configuration = try await layout.configuration(settings.schema, workers: Processors.count)
    if configuration.fileCount == 0 { throw Failure.usage("\(layout.nothingFound)") }
    for file in configuration.workspace.filesWithJobs where !file.isReadable {
      Terminal.printError("plimsoll: \(file.file.path) can't be read; its jobs are left out\n")
    }
    let all = configuration.jobsByFile.flatMap(\.jobs)
    let version = settings.schema.version
    if names.isEmpty {
      let window = TimeWindow(start: start ?? today, minutes: over.days * 24 * 60)
      let jobs = try filter.apply(to: all.filter { $0.job.kind == .periodic })
      let timetable = Timetable(jobs, in: window, try runTimes.read(), version: version)
      try show(timetable, of: all)
    } else {
      let known = JobNames(all)
      let now = start ?? ScheduleCommand.now
      let sheets = try names.flatMap { try known.named($0) }.map {
        NextRuns.sheet(of: $0, after: now, count: next, version: version)
          .text(width: Terminal.lineWidth, usesColor: colors.usesColor)
      }
      Terminal.print(.joined(sheets, separator: "\n"))
    }
    withExtendedLifetime(configuration) {}
  }

  private func show(_ timetable: Timetable, of all: [ResolvedJob]) throws {
    let width = Terminal.lineWidth
    if spreading.spread {
      return try spreading.run(timetable, width: width, usesColor: colors.usesColor)
    }
    let report = ScheduleReport(
      timetable,
      runTime: runTimes.runTime ?? RunTimeOptions.usual,
      isGuess: runTimes.runTime == nil
    )
    switch format {
    case .text: Terminal.print(report.text(width: width, usesColor: colors.usesColor))
    case .json: Terminal.print(report.json)
    case .svg: Terminal.print(Array(report.svg.utf8))
    }
  }

  private static var now: Int64 { Int64(time(nil)) }

  private var today: Int64 { ScheduleCommand.now / 86_400 * 86_400 }

  /// The first second of the day that is asked for.
  private func firstDay() throws -> Int64? {
    guard let from else { return nil }
    guard from.utf8.count == 10, let day = GoTime("\(from)T00:00:00Z") else {
      throw ValidationError("--from takes a day such as 2026-03-31, not \"\(from)\"")
    }
    return day.unixSeconds
  }
}
