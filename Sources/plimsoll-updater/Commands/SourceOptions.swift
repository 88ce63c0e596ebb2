import Analysis
import ArgumentParser
import ConfigMaps
import Configs
import Files
import Machine
import Updater

/// Which files are applied, and in whose name.
struct SourceOptions: ParsableArguments {
  @Option(
    name: .customLong("rev"),
    help: ArgumentHelp("Read this commit of the repository, not its files.", valueName: "rev")
  )
  var rev: String?

  @Option(
    help: ArgumentHelp(
      "The repository of the files, which owns what it applies; by default that of origin.",
      valueName: "org/repo"
    )
  )
  var repo: String?

  @Option(
    name: .customLong("repo-root"),
    help: ArgumentHelp("The folder that globs start from.", valueName: "dir")
  )
  var repoRoot: String?

  @Option(
    help: ArgumentHelp("Prow's plugin configuration, with config_updater.", valueName: "file")
  )
  var plugins: String?

  @Option(
    help: ArgumentHelp("Prow's main configuration, for prowjob_namespace.", valueName: "file")
  )
  var config: String?

  @Option(
    help: ArgumentHelp(
      "A folder or file with jobs, to be linted; may be repeated.",
      valueName: "path"
    )
  )
  var jobs: [String] = []

  @Option(
    help: ArgumentHelp(
      "The value of the key VERSION; with --rev, by default the commit.",
      valueName: "sha"
    )
  )
  var revision: String?

  func validate() throws {
    if let repo, !SourceOptions.isRepository(repo) {
      throw ValidationError("--repo takes org/repo, not \"\(repo)\"")
    }
  }

  private static func isRepository(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts.contains(where: \.isEmpty)
  }

  /// Reads, lints and makes the state of the files.
  func source() async throws -> Source {
    let settings = try Settings.nearest(to: repoRoot)
    let named = NamedTree(root: repoRoot, config: config, plugins: plugins)
    let layout = TreeLayout(named, jobs: jobs, settings: settings)
    let repository = try repository(layout)
    guard let manager = FieldManager(repository: repository) else {
      throw ValidationError("\"\(repository)\" is too long for the name of a field manager")
    }
    var commit: String?
    let checked: CheckedTree?
    if let rev {
      let clone = try GitRepository(layout.root, shownAs: layout.shownRoot)
      let tree = clone.tree(try clone.commit(rev))
      commit = tree.commit
      checked = try await check(tree, layout, settings, repository, commit)
    } else {
      let tree = FolderTree(layout.root, shownAs: layout.shownRoot)
      checked = try await check(tree, layout, settings, repository, nil)
    }
    guard let checked else {
      throw ValidationError(
        "no plugins.yaml found, which says what becomes a ConfigMap; use --plugins"
      )
    }
    return Source(
      repository: repository,
      revision: commit,
      manager: manager,
      checked: checked,
      git: git(layout)
    )
  }

  private func check(
    _ tree: some FileTree,
    _ layout: TreeLayout,
    _ settings: Settings,
    _ repository: String,
    _ revision: String?
  ) async throws -> CheckedTree? {
    try await CheckedTree.check(
      tree,
      layout: layout,
      request: CheckedTree.Request(
        repository: repository,
        revision: self.revision ?? revision,
        workers: Processors.count,
        settings: settings
      )
    )
  }

  private func git(_ layout: TreeLayout) -> GitCommand {
    GitCommand(folder: layout.root.isEmpty ? "." : layout.root)
  }

  /// The last two parts of origin's URL.
  private func repository(_ layout: TreeLayout) throws -> String {
    if let repo { return repo }
    let url = (try? git(layout).line(["remote", "get-url", "origin"])) ?? ""
    let path = url.hasSuffix(".git") ? url.dropLast(4) : url[...]
    let parts = path.split { $0 == "/" || $0 == ":" }
    guard parts.count >= 2 else {
      throw ValidationError("the repository is not known: use --repo org/repo")
    }
    return parts.suffix(2).joined(separator: "/")
  }
}

/// Files with all that is known of them.
struct Source {
  var repository: String
  /// `nil` if they are not a commit.
  var revision: String?
  var manager: FieldManager
  var checked: CheckedTree
  /// Knows the commits, if the files are in a clone.
  var git: GitCommand
}
