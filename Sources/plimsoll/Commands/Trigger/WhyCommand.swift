import ArgumentParser
import CommandSupport
import Configs
import Formats
import Glibc
import GoFormats
import JobCommands
import Prow
import Reporting
import Schema
import YAML

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say whether a job runs, what decides that, and what would start it.",
    discussion: """
      Without a comment: a presubmit as for a new pull request, a postsubmit as for a push. Without \
      --branch: a branch on which the job can run. For a periodic, when it runs next.
      """
  )

  @Argument(
    help: ArgumentHelp("The name of the job.", valueName: "job"),
    completion: Completions.jobs
  )
  var name: String

  @Option(
    help: ArgumentHelp("Only the job of this repository.", valueName: "org/repo"),
    completion: Completions.repositories
  )
  var repo: String?

  @Option(help: "The base branch of the pull request, or the branch or tag that was pushed to.")
  var branch: String?

  @OptionGroup var events: EventOptions

  @Option(
    help: ArgumentHelp(
      "Look for the next runs from this time on, such as 2026-03-02T08:00:00Z; now by default.",
      valueName: "time"
    )
  )
  var at: String?

  @OptionGroup var files: ConfigOptions

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var colors: ColorOptions

  /// Answers beyond this are left out: a choice is then better than a long read.
  private static let mostAnswers = 3

  func validate() throws {
    if let at, GoTime(at) == nil {
      throw ValidationError("--at takes a time such as 2026-03-02T08:00:00Z, not \"\(at)\"")
    }
  }

  func run() async throws {
    let judged = try await JudgedConfiguration.load(files, repo: repo)
    let question = JobQuestion(
      branch: branch,
      event: try events.event(branch: branch ?? ""),
      now: at.flatMap { GoTime($0)?.unixSeconds } ?? Int64(time(nil)),
      version: judged.settings.version
    )
    let jobs = try JobNames(judged.jobs).named(name, repo: repo)
    let answers = jobs.map { job in
      JobAnswer(
        job.job,
        question,
        judged.configuration,
        others: job.job.kind == .periodic ? [] : judged.jobs(of: job.job.repo.string)
      )
    }
    // The most likely ones first, as written otherwise.
    let order: [JobAnswer.Likelihood] = [.asked, .elsewhere, .onOtherBranches]
    let sorted = order.flatMap { order in answers.filter { $0.likelihood == order } }
    switch format {
    case .text: show(sorted)
    case .json: Terminal.print(JSONObject.array(sorted, \.json) + [UInt8(ascii: "\n")])
    }
    withExtendedLifetime(judged) {}
  }

  private func show(_ answers: [JobAnswer]) {
    // Other variants of a job are no answer where one is for the branch.
    let isAnswered = answers.first?.likelihood != .onOtherBranches
    let likely = answers.filter { !isAnswered || $0.likelihood != .onOtherBranches }
    let shown = likely.prefix(WhyCommand.mostAnswers)
    let texts = shown.map {
      $0.sheet.text(width: Terminal.lineWidth, usesColor: colors.usesColor)
    }
    Terminal.print(.joined(texts, separator: "\n"))
    let left = answers.dropFirst(shown.count).map(\.shortName)
    // Where a branch was named, there is nothing left to choose.
    if left.isEmpty || branch != nil && isAnswered && likely.count == shown.count { return }
    let list = left.prefix(8).joined(separator: ", ") + (left.count > 8 ? ", …" : "")
    Terminal.printError(
      "plimsoll: \(name) is the name of \(left.count) more \(left.count == 1 ? "job" : "jobs"); "
        + "choose with --repo or --branch: \(list)\n"
    )
  }
}
