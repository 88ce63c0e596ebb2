import ArgumentParser
import CommandSupport
import Files
import Formats
import Prow

/// What has happened in a repository: changes, and a comment.
struct EventOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Changed files: paths from the top of the repository, or from / in a clone of it.",
      valueName: "file"
    )
  )
  var changed: [String] = []

  @Option(help: ArgumentHelp("Ask git what changed since this revision.", valueName: "rev"))
  var from: String?

  @Option(
    help: ArgumentHelp("The end of the changes, with --from; HEAD by default.", valueName: "rev")
  )
  var to: String?

  @Option(help: ArgumentHelp("The clone in which git looks for changes.", valueName: "folder"))
  var git: String = "."

  @Option(help: ArgumentHelp("A comment on the pull request, such as \"/test all\"."))
  var comment: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Labels of the pull request.", valueName: "label")
  )
  var labels: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Contexts that have failed, for /retest.", valueName: "context")
  )
  var failed: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("All other contexts of the commit, for /retest.", valueName: "context")
  )
  var reported: [String] = []

  func validate() throws {
    if !changed.isEmpty, from != nil || to != nil {
      throw ValidationError("--changed names the files, --from and --to let git find them: use one")
    }
    if to != nil, from == nil { throw ValidationError("--to needs --from") }
    if !(failed + reported).isEmpty,
      !(comment.map(TestComment.init).map { $0.retests || $0.retestsRequired } ?? false)
    {
      throw ValidationError(
        "--failed and --reported matter for --comment /retest or /retest-required only"
      )
    }
  }

  /// `branch`: Of the pull request or the push; the folder of a ref is left out.
  func event(branch: String) throws -> TriggerEvent {
    TriggerEvent(
      branch: EventOptions.name(of: branch),
      changedFiles: try changedFiles(),
      comment: comment.map(TestComment.init),
      labels: labels,
      failedContexts: Set(failed),
      otherContexts: Set(reported)
    )
  }

  /// The branch or tag without the folder of its ref, as Prow reads a push.
  ///
  /// Source: Prow, `Branch` of PushEvent in pkg/github/types.go.
  private static func name(of branch: String) -> String {
    let folder = ["refs/heads/", "refs/tags/"].first { branch.hasPrefix($0) }
    return String(branch.dropFirst(folder?.count ?? 0))
  }

  private func changedFiles() throws -> [String]? {
    if !changed.isEmpty { return try changed.map(EventOptions.pathFromTop) }
    guard let from else { return nil }
    let to = to ?? "HEAD"
    for revision in [from, to] where revision.hasPrefix("-") {
      throw Failure.usage("\"\(revision)\" is not a revision")
    }
    return try GitRepository(git, shownAs: "").changedPaths(from: from, to: to)
  }

  /// A path from `/` or with `..` is looked up on disk; others count from the top already.
  private static func pathFromTop(_ path: String) throws -> String {
    if !path.hasPrefix("/"), !path.hasPrefix("../") {
      return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }
    let real = RepositoryBounds.real(path)
    let folders = WorkingDirectory.foldersAbove(real)
    guard let top = folders.lazy.compactMap({ RepositoryBounds.topOfClone(around: $0) }).first,
      real.hasPrefix(top + "/")
    else {
      throw Failure.usage(
        "\(path) is in no clone; name changed files by their paths from the top of the repository"
      )
    }
    return String(real.dropFirst(top.count + 1))
  }
}
