package import ConfigMaps
package import Configs
package import Diagnostics
package import Files
internal import Linting
package import Prow
internal import YAML

/// A tree with the maps that are to be applied to it, and what is wrong with these.
package final class UpdaterInput: Sendable {
  package let files: TreeFiles
  package let prowConfig: LoadedFile?
  package let plugins: LoadedFile
  package let config: UpdaterConfig
  /// The field tables of the versions that judge the tree.
  package let schema: ProwSchema
  /// Why Prow would not load `config_updater` and the namespace of ProwJobs.
  private let refusals: [Diagnostic]
  /// What else is found there.
  package let hints: [Diagnostic]
  /// Why plugins.yaml or config.yaml is not read, so that no state can be made.
  private let unreadable: [Diagnostic]
  private let linter: Linter

  /// Findings about `config_updater` and about the namespace of ProwJobs; with an error Prow would
  /// not load the files.
  package var problems: [Diagnostic] { refusals + hints }

  /// `nil` if there is no plugins.yaml.
  ///
  /// - Parameters:
  ///   - layout: Where the files are.
  ///   - tree: What they are read from, unless they are next to it.
  ///   - settings: The versions of Prow and Kubernetes, and what is made of findings about
  ///     ConfigMaps.
  ///   - judges: Whether to look for problems; without, only what can't be read is found.
  /// - Throws: `AmbiguousInstallation`, or `TreeError` or `FileError` for an entry that is not a file
  ///   of the tree.
  package init?(
    _ layout: TreeLayout,
    tree: some FileTree,
    settings: Settings = Settings(),
    judges: Bool = true
  ) async throws {
    files = try layout.files(in: tree)
    var settings = settings
    settings.use(try files.versionOfImages(settings))
    schema = settings.schema
    guard let plugins = try files.loadPlugins(schema) else { return nil }
    self.plugins = plugins
    prowConfig = try files.loadConfig(schema)
    config = UpdaterConfig(plugins)
    let options = settings.options
    var own = LintOptions()
    (own.ignore, own.severity, own.paths) = (options.ignore, options.severity, options.paths)
    let linter = Linter(options: own, schema: schema, workers: 1)
    self.linter = linter
    let central = [plugins, prowConfig].compactMap(\.self)
    let found =
      judges || central.contains { !$0.isReadable }
      ? try await UpdaterInput.problems(of: central, schema) : []
    let broken = central.filter { !$0.isReadable }.map(\.file.path)
    unreadable = found.filter { $0.severity == .error && broken.contains($0.place.file.path) }
    let about = found.filter {
      $0.path?.hasPrefix("config_updater") ?? false || $0.path == "prowjob_namespace"
    }
    func isOf(_ group: Rule.Group, _ diagnostic: Diagnostic) -> Bool {
      linter.catalogue.group(of: diagnostic.rule) == group
    }
    func isRefusal(_ diagnostic: Diagnostic) -> Bool {
      diagnostic.severity == .error && isOf(.prow, diagnostic)
    }
    refusals = unreadable + about.filter(isRefusal)
    hints = linter.judged(about.filter { !isRefusal($0) }).map { found in
      var found = found
      // Prow goes on where it drops fields, or overwrites keys in an order of its own.
      if isOf(.hygiene, found) { found.severity = .warning }
      return found
    }
  }

  private static func problems(
    of central: [LoadedFile],
    _ schema: ProwSchema
  ) async throws(FileError) -> [Diagnostic] {
    let linter = Linter(schema: schema, workers: 1)
    return try await Snapshot.make(of: central.map { .loaded($0) }, with: linter).result.diagnostics
  }

  /// Where the jobs are.
  package var jobs: TreeJobs { files.jobs(config: prowConfig) }

  /// Findings about the tree's ConfigMaps as the settings have them.
  package func judged(_ faults: [PublishedFault]) -> [Diagnostic] { linter.judged(faults) }

  /// - Throws: `UnreadableInput` if a file that the state depends on can't be read.
  package func requireReadable() throws(UnreadableInput) {
    if !unreadable.isEmpty { throw UnreadableInput(problems: unreadable) }
  }

  /// What a state of this tree is made for.
  ///
  /// `repository`: `org/repo` of the files.
  /// `maps`: Names of ConfigMaps to make; all if empty.
  package func request(
    repository: String?,
    revision: String?,
    maps: [String] = []
  ) -> DesiredState.Request {
    DesiredState.Request(
      repository: repository,
      revision: revision,
      namespace: ProwConfig(prowConfig?.root).prowjobNamespace,
      names: maps.isEmpty ? nil : Set(maps)
    )
  }
}

/// A file that the desired state depends on can't be read, so that there is none.
package struct UnreadableInput: Error, CustomStringConvertible {
  /// Why, with places.
  package let problems: [Diagnostic]

  package init(problems: [Diagnostic]) { self.problems = problems }

  package var description: String {
    let files = Set(problems.map(\.place.file.path)).sorted().joined(separator: " and ")
    return "can't read \(files), of which it depends what becomes a ConfigMap"
  }
}
