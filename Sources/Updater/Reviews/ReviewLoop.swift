package import Logging

/// Reviews the open pull requests for one branch, one after the other: at the start, when there is
/// news, and by a timer.
package struct ReviewLoop: Sendable {
  let source: FollowedBranch
  let news: Signal
  private let gitHub: GitHubClient
  private let reviewer: PullReviewer
  private let interval: Duration
  private let mayWork: @Sendable () -> Bool
  private let metrics: Metrics
  private let timekeeper: Timekeeper
  private let logger: Logger

  /// How often it is asked whether work may begin.
  private static let watchPause = Duration.milliseconds(200)

  /// - Parameters:
  ///   - source: The branch.
  ///   - gitHub: Lists pull requests and takes comments.
  ///   - reviewer: Makes the comments.
  ///   - interval: The time between two looks at the list.
  ///   - news: Raised when a webhook came.
  ///   - mayWork: Whether this process may write, and has looked at the clusters first.
  ///   - metrics: Counts.
  ///   - timekeeper: Tells the time.
  ///   - logger: Says what happened.
  package init(
    source: FollowedBranch,
    gitHub: GitHubClient,
    reviewer: PullReviewer,
    interval: Duration,
    news: Signal = Signal(),
    mayWork: @escaping @Sendable () -> Bool,
    metrics: Metrics,
    timekeeper: Timekeeper,
    logger: Logger
  ) {
    self.source = source
    self.gitHub = gitHub
    self.reviewer = reviewer
    self.interval = interval
    self.news = news
    self.mayWork = mayWork
    self.metrics = metrics
    self.timekeeper = timekeeper
    var logger = logger
    logger[metadataKey: "source"] = "\(source)"
    self.logger = logger
  }

  /// Runs until the task is cancelled.
  package func run() async {
    var memory = ReviewMemory()
    while !Task.isCancelled {
      guard mayWork() else {
        try? await timekeeper.sleep(ReviewLoop.watchPause)
        continue
      }
      await pass(&memory)
      _ = await news.wait(atMost: interval, timekeeper)
    }
  }

  /// Reviews what is open and was not reviewed as it is.
  package func pass(_ memory: inout ReviewMemory) async {
    do {
      let open = try await gitHub.openPullRequests(to: source.branch, in: source.repository)
      memory.keep(open)
      for pull in open where memory.wants(pull) {
        guard mayWork(), !Task.isCancelled else { return }
        try await review(pull, &memory)
      }
    } catch {
      failed(error, cause: error.cause, pull: nil)
    }
  }

  /// - Throws: `GitHubError` for what other pull requests would meet as well.
  private func review(
    _ pull: PullRequest,
    _ memory: inout ReviewMemory
  ) async throws(GitHubError) {
    let reviewed: PullReviewer.Reviewed
    do { reviewed = try await reviewer.review(pull.number) } catch {
      if Task.isCancelled { return }
      memory.fail(pull)
      return failed(error, cause: error is GitError ? "git" : "review", pull: pull.number)
    }
    guard mayWork(), !Task.isCancelled else { return }
    do throws(GitHubError) {
      let isWritten = try await gitHub.setComment(
        reviewed.comment.text,
        marker: ReviewProgram.marker,
        on: pull.number,
        in: source.repository,
        makesNew: reviewed.comment.verdict != .isWithoutEffect
      )
      // Where git was ahead of GitHub's list, or behind it, the next look finds the same head.
      if reviewed.commits.head == pull.head { memory.finish(pull) }
      metrics.add(.reviews, labels + ["outcome", isWritten ? "written" : "same"])
      logger.info(
        isWritten ? "review written" : "review is as before",
        metadata: ["pull": "\(pull.number)", "verdict": "\(reviewed.comment.verdict)"]
      )
    } catch {
      // A conversation may be locked.
      guard error.isLasting else { throw error }
      memory.fail(pull)
      failed(error, cause: error.cause, pull: pull.number)
    }
  }

  private var labels: [String] { ["repo", source.repository.description, "branch", source.branch] }

  private func failed(_ error: any Error, cause: String, pull: Int?) {
    metrics.add(.errors, labels + ["where", "review", "cause", cause])
    if pull != nil { metrics.add(.reviews, labels + ["outcome", "error"]) }
    logger.warning(
      "no review",
      metadata: ["pull": "\(pull.map(String.init) ?? "all")", "reason": "\(error)"]
    )
  }
}
