package import ConfigMaps
internal import Diagnostics
internal import Linting
internal import Prow
internal import YAML

/// Reads what a commit should become, with the commit's own configuration.
package struct HeadReader: Sendable {
  private let paths: ProwPaths
  private let workers: Int

  /// - Parameters:
  ///   - paths: What the command line says of the places of Prow's files.
  ///   - workers: How many tasks work at a time.
  package init(paths: ProwPaths, workers: Int) {
    self.paths = paths
    self.workers = workers
  }

  /// - Parameters:
  ///   - tree: The commit's files; nothing else is read.
  ///   - revision: The commit.
  ///   - repository: Whose files they are.
  /// - Returns: The state and what is wrong.
  /// - Throws: `TreeError` if the tree can't be read, or has no plugins.yaml.
  package func prepare(
    _ tree: any FileTree,
    revision: String,
    repository: RepositoryName
  ) async throws(TreeError) -> PreparedHead {
    let schema = ProwSchema.standard
    let paths = try paths.resolved(in: tree, schema)
    let files = try files(paths, tree, schema)
    guard let plugins = files.first(where: { $0.role == .plugins }) else {
      throw TreeError(
        "\(paths.plugins ?? "plugins.yaml") is not there at \(revision), and says what becomes a "
          + "ConfigMap; use --plugins"
      )
    }
    let found = try await lint(files, tree, paths, schema)
    let refused = found.filter { $0.severity == .error }
    if !plugins.document.isReadable {
      return PreparedHead(revision: revision, state: .empty, errors: refused)
    }
    let config = files.first { $0.role == .config && $0.document.isReadable }
    let state = try await DesiredState.make(
      of: tree,
      config: UpdaterConfig(plugins),
      request: DesiredState.Request(
        repository: repository.description,
        revision: revision,
        namespace: ProwConfig(config?.root).prowjobNamespace
      ),
      workers: workers
    )
    let errors = refused + state.problems.filter { $0.severity == .error }
    return PreparedHead(
      revision: revision,
      state: state,
      errors: errors.sorted(by: Diagnostic.inOrder)
    )
  }

  /// What Prow would refuse; config.yaml names files, which are read from the tree too.
  private func lint(
    _ files: [LoadedFile],
    _ tree: any FileTree,
    _ paths: ProwPaths,
    _ schema: ProwSchema
  ) async throws(TreeError) -> [Diagnostic] {
    var options = LintOptions(select: [Rule.Group.prow.rawValue])
    options.supplementalConfig = paths.supplementalConfig.map { $0 + "/" }
    options.supplementalPlugins = paths.supplementalPlugins.map { $0 + "/" }
    let linter = Linter(
      options: options,
      schema: schema,
      workers: workers,
      read: { path in (try? tree.file(at: path))?.bytes }
    )
    do {
      return try await linter.lint(files.map { .loaded($0) }).diagnostics
    } catch {
      throw TreeError(error.description)
    }
  }

  private func files(
    _ paths: ProwPaths,
    _ tree: any FileTree,
    _ schema: ProwSchema
  ) throws(TreeError) -> [LoadedFile] {
    var files: [LoadedFile] = []
    func add(_ path: String?, _ role: LoadedFile.Role) throws(TreeError) {
      guard let path, let content = try tree.file(at: path) else { return }
      files.append(content.load(name: path, role: role, schema: schema))
    }
    try add(paths.config, .config)
    try add(paths.plugins, .plugins)
    let supplements: [([String], String, LoadedFile.Role)] = [
      (paths.supplementalConfig, "_prowconfig.yaml", .supplementalConfig),
      (paths.supplementalPlugins, "_pluginconfig.yaml", .supplementalPlugins),
    ]
    for (folders, suffix, role) in supplements {
      for path in try JobFiles.paths(in: tree, at: folders) where path.hasSuffix(suffix) {
        try add(path, role)
      }
    }
    for path in try JobFiles.paths(in: tree, at: paths.jobs)
    where path != paths.config && path != paths.plugins {
      try add(path, .jobs)
    }
    return files
  }
}
