import Analysis
import ArgumentParser
import CommandSupport
import ConfigMaps
import Configs
import Diagnostics
import Files
import Formats
import Glibc
import Machine
import Prow
import Reporting

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make ConfigMap manifests from the files, as Prow's config_updater.maps say.",
    discussion: """
      The same tree gives the same bytes on every machine. Writes nothing if what \
      Prow makes of the files depends on chance, or loses data. Sizes and findings go to stderr.
      """
  )

  @OptionGroup var tree: TreeOptions

  @Option(
    name: .customLong("map"),
    parsing: .singleValue,
    help: ArgumentHelp("Only the ConfigMap of this name; may be repeated.", valueName: "name")
  )
  var maps: [String] = []

  @Option(
    name: .customLong("rev"),
    help: ArgumentHelp("Read this commit of the repository, not its files.", valueName: "rev")
  )
  var rev: String?

  @Option(
    help: ArgumentHelp(
      "The value of the key VERSION; with --rev, by default the commit.",
      valueName: "sha"
    )
  )
  var revision: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A folder for CLUSTER/NAMESPACE/NAME files, or - for one list on standard output.",
      valueName: "dir"
    )
  )
  var output = "-"

  @Option(help: "yaml or json.")
  var format: Manifest.Format = .yaml

  @Flag(help: "Write nothing if there are warnings, either.")
  var strict = false

  @OptionGroup var colors: ColorOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output takes a folder, or - for standard output") }
  }

  func run() async throws {
    let settings = try Settings.nearest(to: tree.repoRoot)
    let layout = TreeLayout(tree.named, settings: settings)
    if let rev {
      let repository = try GitRepository(layout.root, shownAs: layout.shownRoot)
      let commit = try repository.commit(rev)
      let tree = repository.tree(commit)
      try await generate(tree, layout, settings, revision: revision ?? commit)
    } else {
      let tree = FolderTree(layout.root, shownAs: layout.shownRoot)
      try await generate(tree, layout, settings, revision: revision)
    }
  }

  private func generate(
    _ files: some FileTree,
    _ layout: TreeLayout,
    _ settings: Settings,
    revision: String?
  ) async throws {
    let input = try await UpdaterInput.needed(layout, files, settings)
    let known = Set(input.config.maps.flatMap(\.names))
    if let unknown = maps.first(where: { !known.contains($0) }) {
      throw UpdaterInput.unknownMap(unknown, known)
    }
    let state = try await DesiredState.make(
      of: files,
      config: input.config,
      request: input.request(repository: tree.repo, revision: revision, maps: maps),
      workers: Processors.count
    )
    let problems = (input.problems + input.judged(state.faults)).sorted(by: Diagnostic.inOrder)
    let usesColor = colors.usesColor(on: STDERR_FILENO)
    Terminal.printError(TextReporter(usesColor: usesColor).render(problems))
    let isRefused = problems.contains { strict || $0.severity == .error }
    if input.prowConfig == nil {
      Terminal.printError("no config.yaml found: prowjob_namespace is taken to be \"default\"\n")
    }
    if isRefused {
      Terminal.printError("nothing written\n")
      throw ExitCode(1)
    }
    try write(state.configMaps, revision: revision)
    Terminal.printError(SizeReporter.render(state))
  }

  private func write(_ configMaps: [DesiredConfigMap], revision: String?) throws {
    let manifests = configMaps.map { Manifest($0, repository: tree.repo, revision: revision) }
    if output == "-" { return Terminal.print(Manifest.list(manifests, format)) }
    let files = manifests.map { (name: $0.fileName(format), bytes: $0.bytes(format)) }
    try GeneratedFiles.write(files, to: output)
  }
}

extension Manifest.Format: ExpressibleByArgument {}
