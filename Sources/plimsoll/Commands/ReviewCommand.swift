import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Files
import Formats
import Glibc
import JobCommands
import Machine
import Reporting
import Reviewing

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Say in one comment what a change means for those who decide on it.",
    discussion: """
      Compares BASE with HEAD, or with the work tree: whether Prow would load it, new findings, \
      what merges wait for, what jobs may do that they could not, schedules, ConfigMaps, and the \
      jobs that come, go or change. Without BASE: the commit that the change starts from. In CI, \
      places are links to the code host. Exit status: 0 nothing is against it, 1 Prow would refuse \
      it or it brings errors, 2 error.
      """
  )

  @Argument(help: "The commit before; by default the one that the change starts from.")
  var base: String?

  @Argument(help: "The commit after; by default the work tree.")
  var head: String?

  @OptionGroup var tree: TreeOptions

  @Option(help: ArgumentHelp("A folder or file with jobs; may be repeated.", valueName: "path"))
  var jobs: [String] = []

  @Option(help: "text, markdown (for a comment on a pull request) or json.")
  var format: DiffCommand.Format = .text

  @Option(
    help: ArgumentHelp(
      "What comes before the path of a file in links, such as https://github.com/acme/infra/blob/main.",
      valueName: "url"
    )
  )
  var links: String?

  @Flag(help: "What is found does not fail the run.")
  var exitZero = false

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    let settings = try Settings.nearest(to: tree.repoRoot)
    let layout = TreeLayout(tree.named, jobs: jobs, settings: settings)
    // A page for others has paths from the root of the files, not from where somebody is.
    let shownAs = format == .text ? layout.shownRoot : ""
    let repository = try GitRepository(
      layout.root,
      shownAs: shownAs,
      revisions: [base, head].compactMap(\.self)
    )
    let commits = try ComparedCommits(in: repository, from: base, to: head)
    let request = Review.Request(
      layout: layout,
      settings: settings,
      repository: tree.repo ?? CodeHost(Terminal.environment).repository
        ?? RemoteRepository.name(of: layout.root),
      workers: Processors.count
    )
    let made =
      if let new = commits.new {
        try await Review.make(of: new, since: commits.old, request)
      } else {
        try await Review.make(of: repository.workTree(), since: commits.old, request)
      }
    guard let review = made else {
      throw Failure.usage(
        "no job was found in \(commits.words), so that there is nothing to review; name the files "
          + "with --config, --plugins and --jobs"
      )
    }
    report(review, commits, pathFromTop: repository.prefix)
    // All memory goes with the process.
    Plimsoll.end(review.fails && !exitZero ? 1 : 0)
  }

  private func report(_ review: Review, _ commits: ComparedCommits, pathFromTop: String) {
    switch format {
    case .text:
      let reporter = ReviewTextReporter(
        compared: commits.words,
        usesColor: colors.usesColor,
        width: Terminal.lineWidth
      )
      Terminal.print(reporter.render(review))
    case .markdown:
      let base = links ?? CodeHost(Terminal.environment).links
      let reporter = ReviewMarkdownReporter(
        compared: commits.words,
        links: SourceLinks(base: base, pathFromTop: { $0.hasPrefix("/") ? $0 : pathFromTop + $0 })
      )
      Terminal.print(Array(reporter.render(review).utf8))
    case .json:
      Terminal.print(
        ReviewJSONReporter.render(review, base: commits.old.commit, head: commits.new?.commit)
      )
    }
  }
}
