internal import Analysis
internal import ConfigMaps
internal import Configs
internal import Diagnostics
package import Files
internal import Prow

/// Reads what a commit should become, with the commit's own configuration.
package struct HeadReader: Sendable {
  private let config: String?
  private let plugins: String?
  private let workers: Int
  private let mostBytes: Int

  /// - Parameters:
  ///   - config: Prow's main configuration, from the root of the repository; `nil` for the one that
  ///     the tree's `.plimsoll.yaml` names, or one of the usual places.
  ///   - plugins: The same for the plugin configuration.
  ///   - workers: How many tasks work at a time.
  ///   - mostBytes: A commit whose files have more together is refused.
  package init(
    config: String? = nil,
    plugins: String? = nil,
    workers: Int,
    mostBytes: Int = 64 << 20
  ) {
    self.config = config
    self.plugins = plugins
    self.workers = workers
    self.mostBytes = mostBytes
  }

  /// - Parameters:
  ///   - tree: The commit's files; nothing else is read.
  ///   - revision: The commit.
  ///   - repository: Whose files they are.
  /// - Returns: The state and what is wrong, also where the files are too large to be read.
  /// - Throws: `TreeError` if the tree can't be read.
  package func prepare(
    _ tree: any FileTree,
    revision: String,
    repository: RepositoryName
  ) async throws(TreeError) -> PreparedHead {
    do {
      return try await read(BoundedTree(tree, most: mostBytes), revision, repository)
    } catch {
      guard error.isOfContents else { throw error }
      return PreparedHead(
        revision: revision,
        state: .empty,
        errors: [],
        absence: error.description
      )
    }
  }

  private func read(
    _ tree: any FileTree,
    _ revision: String,
    _ repository: RepositoryName
  ) async throws(TreeError) -> PreparedHead {
    var settings = try Settings.inTree(tree)
    settings.config = config ?? settings.config
    settings.plugins = plugins ?? settings.plugins
    let checked: CheckedTree?
    do {
      checked = try await CheckedTree.check(
        tree,
        layout: TreeLayout(inTree: settings),
        request: CheckedTree.Request(
          repository: repository.description,
          revision: revision,
          workers: workers,
          settings: settings
        )
      )
    } catch let error as TreeError {
      throw error
    } catch {
      throw TreeError("\(error)")
    }
    guard let checked else {
      return PreparedHead(
        revision: revision,
        state: .empty,
        errors: [],
        absence: "there is no plugins.yaml, which says what becomes a ConfigMap; use --plugins"
      )
    }
    return PreparedHead(
      revision: revision,
      state: checked.state,
      errors: checked.problems.filter { $0.severity == .error }
    )
  }
}
