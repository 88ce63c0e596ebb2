internal import Files
internal import Prow

/// Makes the branch of a bump, and the pull request for it; or brings those of the last time up to date.
package struct BumpPull: Sendable {
  /// Where the pull request is, and what it is for; `nil` for the usual branch.
  package var repository: RepositoryName
  package var base: String?
  /// Where the branch is pushed to, and its name.
  package var head: RepositoryName
  package var branch: String
  /// What git pushes to, `{repo}` standing for the repository.
  package var remote: String
  package var labels: [String]

  package init(
    repository: RepositoryName,
    base: String?,
    head: RepositoryName,
    branch: String,
    remote: String,
    labels: [String]
  ) {
    self.repository = repository
    self.base = base
    self.head = head
    self.branch = branch
    self.remote = remote
    self.labels = labels
  }

  /// What people read.
  package struct Text: Sendable {
    package var title: String
    /// Markdown.
    package var body: String

    package init(title: String, body: String) {
      (self.title, self.body) = (title, body)
    }
  }

  package struct Outcome: Sendable {
    package var number: Int
    package var isPushed: Bool
    package var change: Change

    package enum Change: Sendable { case opened, edited, none }
  }

  /// - Parameters:
  ///   - commit: What to push.
  ///   - text: What the pull request says.
  ///   - clone: Where the files are.
  ///   - gitHub: In whose name.
  /// - Returns: What was done.
  /// - Throws: `GitError` or `GitHubError`.
  package func publish(
    _ commit: BumpCommit,
    _ text: Text,
    from clone: BumpClone,
    _ gitHub: GitHubClient
  ) async throws -> Outcome {
    // What nobody may push is said before anything is asked.
    let modes = try clone.modes(commit.files)
    let base = try await self.base(gitHub)
    guard head != repository || branch != base else {
      throw GitError("the bump can't be pushed to \"\(base)\", which it is for; see --branch")
    }
    guard try await gitHub.branch(base, has: clone.head, in: repository) else {
      throw GitError(
        "the commit \(clone.head.prefix(12)) that is checked out is not in \"\(base)\" of \(repository): "
          + "check out that branch as it is there"
      )
    }
    let isPushed = try await push(commit, modes, from: clone, gitHub)
    let source = (repository: head, branch: branch)
    var change = Outcome.Change.none
    let pull: GitHubClient.OwnPull
    if let known = try await gitHub.openPull(from: source, to: base, in: repository) {
      pull = known
      if known.title != text.title || known.body != text.body {
        try await gitHub.edit(known.number, text.title, text.body, in: repository)
        change = .edited
      }
    } else {
      pull = try await gitHub.openPull(
        text.title,
        text.body,
        from: source,
        to: base,
        in: repository
      )
      change = .opened
    }
    let missing = labels.filter { !pull.labels.contains($0) }
    if !missing.isEmpty { try await gitHub.addLabels(missing, to: pull.number, in: repository) }
    return Outcome(number: pull.number, isPushed: isPushed, change: change)
  }

  private func base(_ gitHub: GitHubClient) async throws(GitHubError) -> String {
    if let base { return base }
    return try await gitHub.defaultBranch(of: repository)
  }

  /// - Returns: Whether the branch had to be pushed.
  private func push(
    _ commit: BumpCommit,
    _ modes: [String: String],
    from clone: BumpClone,
    _ gitHub: GitHubClient
  ) async throws -> Bool {
    let remote = self.remote.replacing("{repo}", with: head.description)
    let token = try await gitHub.token(for: head)
    let environment = try GitEnvironment(remote: remote).variables(token: token)
    let scratch = try TemporaryClone(for: "bump")
    defer { scratch.remove() }
    let command = try clone.makeScratch(in: scratch.path, environment)
    let made = try BumpClone.commit(
      commit,
      to: "refs/plimsoll/bump",
      after: clone.head,
      modes: modes,
      command
    )
    let push = BumpPush(command: command, remote: remote, branch: branch)
    let tip = try push.tip()
    if let tip {
      let info = try await gitHub.info(of: tip, in: head)
      let tree = try BumpClone.words { () throws(TreeError) in
        try command.line(["rev-parse", "--verify", "--quiet", "\(made)^{tree}"])
      }
      // Another push would start all tests again, and take approvals away.
      if info.tree == tree { return false }
      // A merge is what the button of GitHub makes that brings a branch up to date.
      guard info.parentCount > 1 || info.committer == commit.author.email else {
        throw GitError(
          "the branch \"\(branch)\" of \(head) has a commit by \(info.committer), which is not lost: merge "
            + "or delete the branch, or name another one with --branch"
        )
      }
    }
    try push.push(made, over: tip)
    return true
  }
}
