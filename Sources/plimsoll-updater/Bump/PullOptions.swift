import ArgumentParser
import CommandSupport
import JobCommands
import Prow
import Updater

/// Where the branch and the pull request of a bump go.
struct PullOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the pull request is made; by default gitHubOrg and gitHubRepo of CONFIG.",
      valueName: "org/repo"
    )
  )
  var repo: String?

  @Option(
    help: ArgumentHelp(
      "The fork that the branch is pushed to; by default what CONFIG says, or else the repository.",
      valueName: "org/repo"
    )
  )
  var fork: String?

  @Option(
    help: ArgumentHelp(
      "The branch that the pull request is for; by default gitHubBaseBranch, or else GitHub's default.",
      valueName: "name"
    )
  )
  var base: String?

  @Option(
    help: ArgumentHelp(
      "The branch that is pushed; by default headBranchName, or else autobump.",
      valueName: "name"
    )
  )
  var branch: String?

  @Option(
    help: ArgumentHelp("What git pushes to, {repo} standing for org/repo.", valueName: "url")
  )
  var remote = "https://github.com/{repo}.git"

  @Option(
    name: .customLong("label"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "A label of the pull request, in place of those of CONFIG; may be repeated.",
      valueName: "name"
    )
  )
  var labels: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who makes the commit; by default gitName and gitEmail, or else whom GitHub knows us as.",
      valueName: "\"name <email>\""
    )
  )
  var author: CommitAuthor?

  @Flag(help: "Add a line Signed-off-by to the commit.")
  var signoff = false

  @Flag(
    name: [.customLong("skip-pull-request"), .customLong("skip-pullrequest")],
    help: "Make the branch in the clone, and push nothing."
  )
  var skipsPull = false

  @Flag(
    name: .customLong("dry-run"),
    help: "Print what would change as a patch, and write nothing."
  )
  var isDryRun = false

  func validate() throws {
    for (option, name) in [("--repo", repo), ("--fork", fork)] {
      if let name, RepositoryName(name) == nil {
        throw ValidationError("\(option) takes org/repo, not \"\(name)\"")
      }
    }
    for (option, name) in [("--base", base), ("--branch", branch)] {
      if let name, !BranchName.isValid(name) {
        throw ValidationError("\(option): \"\(name)\" is not the name of a branch")
      }
    }
  }
}

/// `NAME <EMAIL>`.
struct CommitAuthor: ExpressibleByArgument {
  let author: BumpCommit.Author

  init?(argument: String) {
    guard let start = argument.firstIndex(of: "<"), argument.hasSuffix(">") else { return nil }
    let name = argument[..<start].split(separator: " ").joined(separator: " ")
    let email = argument[argument.index(after: start)...].dropLast()
    let author = BumpCommit.Author(name: name, email: String(email))
    guard !author.name.isEmpty, !author.email.isEmpty else { return nil }
    self.author = author
  }
}
