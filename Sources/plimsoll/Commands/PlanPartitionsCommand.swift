import Analysis
import ArgumentParser
import CommandSupport
import ConfigMaps
import Configs
import Diagnostics
import Files
import GoFormats
import Kubernetes
import Machine
import Prow
import Reporting

struct PlanPartitionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan-partitions",
    abstract: "Show where the keys of a map would go with another number of partitioned_names.",
    discussion: """
      Prow chooses the ConfigMap by a digest of the key, so another number of names moves most \
      keys. Exit status: 0 if all fit, 1 if a partition would be too large, 2 error.
      """
  )

  @Argument(help: "The glob of the map, or the name of one of its ConfigMaps.")
  var map: String

  @Option(help: ArgumentHelp("How many partitions there should be.", valueName: "n"))
  var count: Int

  @OptionGroup var tree: TreeOptions

  @Option(
    name: .customLong("rev"),
    help: ArgumentHelp("Read this commit of the repository, not its files.", valueName: "rev")
  )
  var rev: String?

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  func validate() throws {
    if !(1...PartitionPlan.mostPartitions).contains(count) {
      throw ValidationError("--count takes 1 to \(PartitionPlan.mostPartitions)")
    }
  }

  func run() async throws {
    let settings = try Settings.nearest(to: tree.repoRoot)
    let layout = TreeLayout(tree.named, settings: settings)
    if let rev {
      let repository = try GitRepository(layout.root, shownAs: layout.shownRoot)
      let tree = repository.tree(try repository.commit(rev))
      try await plan(tree, layout, settings, revision: tree.commit)
    } else {
      let tree = FolderTree(layout.root, shownAs: layout.shownRoot)
      try await plan(tree, layout, settings, revision: PlanPartitionsCommand.anyCommit)
    }
  }

  /// As long as the commit that Prow writes.
  private static let anyCommit = String(repeating: "0", count: 40)

  private func plan(
    _ files: some FileTree,
    _ layout: TreeLayout,
    _ settings: Settings,
    revision: String
  ) async throws {
    let input = try await UpdaterInput.needed(layout, files, settings)
    guard
      let chosen = input.config.maps.first(where: {
        $0.glob.pattern == map || $0.names.contains(map)
      })
    else {
      throw UpdaterInput.unknownMap(map, Set(input.config.maps.flatMap(\.names)))
    }
    var request = input.request(repository: tree.repo, revision: revision)
    request.names = Set(chosen.names)
    let state = try await DesiredState.make(
      of: files,
      config: input.config,
      request: request,
      workers: Processors.count
    )
    // More partitions are what helps against a size.
    let faults = state.faults.filter { !$0.isTooLarge }
    let errors = (input.problems + input.judged(faults)).filter { $0.severity == .error }
      .sorted(by: Diagnostic.inOrder)
    Terminal.printError(TextReporter(usesColor: false).render(errors))
    if !errors.isEmpty { throw ExitCode(1) }
    let plan = PartitionPlan(chosen, in: state, count: count)
    switch format {
    case .text: Terminal.print(PartitionReporter.text(plan, of: chosen))
    case .json: Terminal.print(PartitionReporter.json(plan, of: chosen))
    }
    if plan.partitions.contains(where: { $0.size > SizeLimit.bytes }) { throw ExitCode(1) }
  }
}
