package import ConfigMaps
package import Configs
package import Diagnostics
package import Files
internal import Linting
internal import Prow
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
    /// Whose paths and what else they say of findings about ConfigMaps.
    package var settings: Settings

    package init(
      repository: String?,
      revision: String?,
      workers: Int,
      settings: Settings = Settings()
    ) {
      self.repository = repository
      self.revision = revision
      self.workers = workers
      self.settings = settings
    }
  }

  /// Lints a tree as Prow would judge it, and makes its state.
  ///
  /// Files that the configuration names are read from the tree, never from disk.
  ///
  /// - Parameters:
  ///   - tree: The files.
  ///   - layout: Where Prow's files are.
  ///   - request: What the state is for.
  /// - Returns: `nil` if there is no plugins.yaml.
  /// - Throws: `TreeError` or `FileError` if something can't be read.
  package static func check(
    _ tree: some FileTree,
    layout: TreeLayout,
    request: Request
  ) async throws -> CheckedTree? {
    guard let input = try await UpdaterInput(layout, tree: tree, settings: request.settings) else {
      return nil
    }
    let ofSettings = request.settings.problems()
    let result = try await TreeLint.lint(input, workers: request.workers)
    let state = try await DesiredState.make(
      of: tree,
      config: input.config,
      request: input.request(repository: request.repository, revision: request.revision),
      workers: request.workers
    )
    return CheckedTree(
      state: state,
      problems: (TreeLint.Refusal(result).errors + input.hints + ofConfigMaps(state, input)
        + ofSettings).sorted(by: Diagnostic.inOrder),
      warnings: result.diagnostics.filter { $0.severity != .error },
      workspace: result.workspace
    )
  }

  /// A ConfigMap that is too large fails on its own, as with Prow, and the others go on.
  private static func ofConfigMaps(_ state: DesiredState, _ input: UpdaterInput) -> [Diagnostic] {
    let sizes = input.judged(state.faults.filter(\.isTooLarge)).map { problem in
      var problem = problem
      problem.severity = .warning
      return problem
    }
    return sizes + input.judged(state.faults.filter { !$0.isTooLarge })
  }
}
