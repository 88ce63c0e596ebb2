import ArgumentParser
import Updater

/// Which branches are followed, and where Prow's files are in them.
struct BranchOptions: ParsableArguments {
  @Option(
    name: .customLong("repo"),
    parsing: .singleValue,
    help: ArgumentHelp("A repository; serve takes several.", valueName: "org/repo[@branch]")
  )
  var repos: [String]

  @Option(help: ArgumentHelp("The branch where --repo names none.", valueName: "name"))
  var branch = "main"

  @Option(
    help: ArgumentHelp(
      "What git fetches from, {repo} standing for org/repo.",
      valueName: "url"
    )
  )
  var remote = "https://github.com/{repo}.git"

  @Option(help: ArgumentHelp("Prow's main configuration in the repository.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Prow's plugin configuration in the repository.", valueName: "file"))
  var plugins: String?

  func validate() throws { _ = try sources() }

  func sources() throws -> [FollowedBranch] {
    var sources: [FollowedBranch] = []
    for text in repos {
      let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
      let name = parts.count > 1 ? parts[1] : branch
      guard let repository = parts.first.flatMap({ RepositoryName($0) }) else {
        throw ValidationError("--repo takes org/repo or org/repo@branch, not \"\(text)\"")
      }
      guard BranchName.isValid(name) else {
        throw ValidationError("\"\(name)\" is not the name of a branch")
      }
      let source = FollowedBranch(
        repository: repository,
        branch: name,
        remote: remote.replacing("{repo}", with: repository.description)
      )
      if sources.contains(where: { $0.repository == repository }) {
        // Both would be the same field manager, and undo each other's work.
        throw ValidationError("--repo names \(repository) twice; one branch of it can be followed")
      }
      sources.append(source)
    }
    return sources
  }
}
