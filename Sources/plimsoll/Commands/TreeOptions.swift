import ArgumentParser
import Configs

/// Which tree is read, and where Prow's configuration is in it or next to it.
struct TreeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Prow's plugin configuration.", valueName: "file")
  )
  var plugins: String?

  @Option(
    help: ArgumentHelp("Prow's main configuration.", valueName: "file")
  )
  var config: String?

  @Option(
    name: .customLong("repo-root"),
    help: ArgumentHelp("The folder that globs start from.", valueName: "dir")
  )
  var repoRoot: String?

  @Option(
    help: ArgumentHelp(
      "The repository that the files are of; maps of config_updater can be for some only.",
      valueName: "org/repo"
    )
  )
  var repo: String?

  func validate() throws {
    guard let repo else { return }
    let parts = repo.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count != 2 || parts.contains(where: \.isEmpty) {
      throw ValidationError("--repo takes org/repo, not \"\(repo)\"")
    }
  }

  var named: NamedTree { NamedTree(root: repoRoot, config: config, plugins: plugins) }
}
