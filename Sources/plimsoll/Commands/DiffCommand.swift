import Analysis
import ArgumentParser
import CommandSupport
import ConfigMaps
import Configs
import Diagnostics
import Files
import Formats
import Glibc
import JobCommands
import JobDiff
import Machine
import Prow
import Reporting

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between the ConfigMaps and jobs of two commits.",
    discussion: """
      FROM and TO are commits. Without TO, compares the work tree; without FROM, compares it with \
      the commit that it shares with the upstream branch. Exit status: 0 same, 1 differs, \
      2 error, also if Prow would refuse TO, or TO can't become ConfigMaps.
      """
  )

  @Argument(help: "The commit before; by default the merge base with the upstream branch.")
  var from: String?

  @Argument(help: "The commit after; by default the work tree.")
  var to: String?

  @OptionGroup var tree: TreeOptions

  @Option(
    name: .customLong("map"),
    parsing: .singleValue,
    help: ArgumentHelp("Only the ConfigMap of this name; may be repeated.", valueName: "name")
  )
  var maps: [String] = []

  @Option(help: ArgumentHelp("A folder or file with jobs; may be repeated.", valueName: "path"))
  var jobs: [String] = []

  @Option(help: "text, markdown (for a comment on a pull request) or json.")
  var format: Format = .text

  @OptionGroup var colors: ColorOptions

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  func run() async throws {
    let settings = try Settings.nearest(to: tree.repoRoot)
    let layout = TreeLayout(tree.named, jobs: jobs, settings: settings)
    let repository = try GitRepository(
      layout.root,
      shownAs: layout.shownRoot,
      revisions: [from, to].compactMap(\.self)
    )
    let commits = try ComparedCommits(in: repository, from: from, to: to)
    let comparison: Comparison
    if let new = commits.new {
      comparison = try await compare(commits.old, new, new.commit, layout, settings)
    } else {
      // The next commit has as many letters as this one.
      comparison = try await compare(
        commits.old,
        repository.workTree(),
        commits.old.commit,
        layout,
        settings
      )
    }
    Terminal.printError("plimsoll: compared \(commits.words)\n")
    report(comparison)
    let status: Int32 = comparison.hasErrors ? 2 : comparison.isEmpty ? 0 : 1
    if status != 0 { throw ExitCode(status) }
  }

  private func compare(
    _ oldTree: GitTree,
    _ newTree: some FileTree,
    _ revision: String,
    _ layout: TreeLayout,
    _ settings: Settings
  ) async throws -> Comparison {
    let new = try await UpdaterInput.needed(layout, newTree, settings)
    let old = try await UpdaterInput(layout, tree: oldTree, settings: settings)
    try old?.requireReadable()
    let known = Set([old, new].compactMap(\.self).flatMap(\.config.maps).flatMap(\.names))
    if let unknown = maps.first(where: { !known.contains($0) }) {
      throw UpdaterInput.unknownMap(unknown, known)
    }
    // What is read of the work tree is not read again from a commit.
    let after = try await state(of: newTree, new, revision: revision)
    let before = try await state(of: oldTree, old, revision: oldTree.commit)
    let jobs = try await JobsDiff.make(
      from: old?.jobs ?? layout.files(in: oldTree).jobs(config: nil),
      to: new.jobs,
      schema: new.schema,
      workers: Processors.count
    )
    if new.files.jobs.isEmpty {
      Terminal.printError("plimsoll: no folder with jobs was found, so jobs are not compared\n")
    }
    let refusal = try await TreeLint.errors(new, workers: Processors.count)
    let others = new.hints + new.judged(after.faults)
    return Comparison(
      from: from ?? oldTree.commit,
      to: to,
      state: StateDiff(from: before, to: after),
      jobs: jobs,
      problems: (refusal.errors + others).sorted(by: Diagnostic.inOrder),
      refusals: refusal.errors.count
    )
  }

  private func state(
    of files: some FileTree,
    _ input: UpdaterInput?,
    revision: String
  ) async throws -> DesiredState {
    guard let input else { return .empty }
    return try await DesiredState.make(
      of: files,
      config: input.config,
      request: input.request(repository: tree.repo, revision: revision, maps: maps),
      workers: Processors.count
    )
  }

  private func report(_ comparison: Comparison) {
    switch format {
    case .text:
      let usesColor = colors.usesColor
      Terminal.print(DiffTextReporter(usesColor: usesColor).render(comparison))
      let usesColorForErrors = colors.usesColor(on: STDERR_FILENO)
      let told = comparison.refusals > 0
      let others = comparison.problems.filter { !told || $0.severity != .error }
      Terminal.printError(TextReporter(usesColor: usesColorForErrors).render(others))
    case .markdown: Terminal.print(Array(DiffMarkdownReporter().render(comparison).utf8))
    case .json: Terminal.print(DiffJSONReporter.render(comparison))
    }
  }
}
