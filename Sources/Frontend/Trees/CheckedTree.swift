package import ConfigMaps
package import Diagnostics
internal import Linting
package import Prow
internal import YAML

/// A tree, what is wrong with it, and the ConfigMaps that it makes.
package struct CheckedTree: Sendable {
  package let state: DesiredState
  /// In order; with an error Prow would not load the tree, or the state would lose something.
  package let problems: [Diagnostic]
  /// What checkconfig warns of besides; it says nothing about ConfigMaps.
  package let warnings: [Diagnostic]
  /// Keeps the files alive that the problems point into.
  private let workspace: Workspace

  package var isRefused: Bool { problems.contains { $0.severity == .error } }

  /// What a state is made for.
  package struct Request: Sendable {
    /// `org/repo` of the tree.
    package var repository: String?
    /// Its commit, for the key `VERSION`.
    package var revision: String?
    /// How many tasks work at a time.
    package var workers: Int

    package init(repository: String?, revision: String?, workers: Int) {
      self.repository = repository
      self.revision = revision
      self.workers = workers
    }
  }

  /// Lints a tree as Prow would judge it, and makes its state.
  ///
  /// Files that the configuration names are read from the tree, never from disk.
  ///
  /// - Parameters:
  ///   - tree: The files.
  ///   - layout: Where Prow's files are.
  ///   - schema: The field tables.
  ///   - request: What the state is for.
  /// - Returns: `nil` if there is no plugins.yaml.
  /// - Throws: `TreeError` or `FileError` if something can't be read.
  package static func check(
    _ tree: some FileTree,
    layout: TreeLayout,
    schema: ProwSchema,
    request: Request
  ) async throws -> CheckedTree? {
    guard let input = try await UpdaterInput(layout, tree: tree, schema: schema) else { return nil }
    let linter = Linter(
      options: LintOptions(select: [Rule.Group.prow.rawValue]),
      schema: schema,
      workers: request.workers,
      read: { path in (try? tree.file(at: path))?.bytes }
    )
    let result = try await linter.lint(try inputs(of: tree, layout, input))
    let state = try await DesiredState.make(
      of: tree,
      config: input.config,
      request: input.request(repository: request.repository, revision: request.revision),
      workers: request.workers
    )
    let errors = result.diagnostics.filter { $0.severity == .error }
    let known = Set(errors.map(Identity.init))
    let further = input.problems.filter { !known.contains(Identity($0)) }
    return CheckedTree(
      state: state,
      problems: (errors + further + state.problems).sorted(by: Diagnostic.inOrder),
      warnings: result.diagnostics.filter { $0.severity != .error },
      workspace: result.workspace
    )
  }

  private struct Identity: Hashable {
    var rule: String
    var file: String
    var range: SourceRange
    var message: String

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      file = diagnostic.place.file.path
      range = diagnostic.place.range
      message = diagnostic.message
    }
  }

  private static func inputs(
    of tree: some FileTree,
    _ layout: TreeLayout,
    _ input: UpdaterInput
  ) throws -> [Linter.Input] {
    let source = try layout.jobs(in: tree, config: input.prowConfig)
    let jobs = try JobFiles(in: tree, at: source.roots, except: source.excluded)
    let files = jobs.contents.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      path,
      content in
      Linter.Input.bytes(content.bytes, name: tree.displayName(of: path), role: .jobs)
    }
    let central = [(input.prowConfig, LoadedFile.Role.config), (input.plugins, .plugins)]
    return central.compactMap { file, role in file.map { .memory($0.file, role: role) } } + files
  }
}
