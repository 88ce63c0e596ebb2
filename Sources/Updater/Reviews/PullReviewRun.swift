internal import AsyncHTTPClient
internal import Glibc

/// One review of one pull request, for the command.
package struct PullReviewRun: Sendable {
  private let number: Int
  private let source: FollowedBranch
  private let settings: ServeSettings
  private let isDryRun: Bool

  /// - Parameters:
  ///   - number: The pull request's.
  ///   - source: Where it is; its branch counts only if GitHub can't be asked.
  ///   - settings: All else.
  ///   - isDryRun: Whether nothing is written.
  package init(number: Int, source: FollowedBranch, settings: ServeSettings, isDryRun: Bool) {
    self.number = number
    self.source = source
    self.settings = settings
    self.isDryRun = isDryRun
  }

  package struct Outcome: Sendable {
    package var comment: ReviewProgram.Comment
    /// Whether GitHub's comment was written.
    package var isWritten: Bool
  }

  /// - Parameter folder: Where the clone is kept; `nil` for one that is removed in the end.
  /// - Returns: What the comment says.
  /// - Throws: `GitHubError`, `GitError`, `ReviewProgram.Failure` or `StateFolder.Failure`.
  package func run(keepingCloneIn folder: String?) async throws -> Outcome {
    let client = try GitHubHTTP.client(for: settings.gitHub?.base)
    do {
      let outcome = try await run(folder, client)
      try await client.shutdown()
      return outcome
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  private func run(_ folder: String?, _ client: HTTPClient) async throws -> Outcome {
    let gitHub = settings.gitHub.map { gitHub in
      GitHubClient(
        transport: GitHubHTTP(base: gitHub.base, client: client),
        credential: gitHub.credential,
        timekeeper: .system
      )
    }
    var source = source
    if let gitHub {
      let pull = try await gitHub.pullRequest(number, in: source.repository)
      source = FollowedBranch(
        repository: source.repository,
        branch: pull.branch,
        remote: source.remote
      )
    }
    let reviewed = try await review(source, folder, gitHub)
    guard let gitHub, !isDryRun else {
      return Outcome(comment: reviewed.comment, isWritten: false)
    }
    let isWritten = try await gitHub.setComment(
      reviewed.comment.text,
      marker: ReviewProgram.marker,
      on: number,
      in: source.repository,
      makesNew: true
    )
    return Outcome(comment: reviewed.comment, isWritten: isWritten)
  }

  private func review(
    _ source: FollowedBranch,
    _ folder: String?,
    _ gitHub: GitHubClient?
  ) async throws -> PullReviewer.Reviewed {
    func reviewer(_ clone: String) -> PullReviewer {
      PullReviewer(
        source: source,
        clone: clone,
        program: ReviewProgram(),
        settings: settings,
        gitHub: gitHub
      )
    }
    guard let folder else {
      let clone = try TemporaryClone(for: "review")
      defer { clone.remove() }
      return try await reviewer(clone.path).review(number)
    }
    let state = try await StateFolder.take(folder, timekeeper: .system)
    defer { withExtendedLifetime(state) {} }
    return try await reviewer(state.reviewMirror(of: source)).review(number)
  }
}
