/// What has happened: a pull request or a push with its changes, or a comment.
package struct TriggerEvent: Sendable {
  /// The base branch of the pull request, or the branch or tag that was pushed to.
  package var branch: String
  /// Paths from the root of the repository; `nil` if they are not known.
  package var changedFiles: [String]?
  /// `nil` for a new pull request, new commits, or a push.
  package var comment: TestComment?
  /// Labels of the pull request.
  package var labels: [String]
  /// Contexts of the commit that have failed.
  package var failedContexts: Set<String>
  /// All other contexts that the commit has.
  package var otherContexts: Set<String>

  package init(
    branch: String,
    changedFiles: [String]? = nil,
    comment: TestComment? = nil,
    labels: [String] = [],
    failedContexts: Set<String> = [],
    otherContexts: Set<String> = []
  ) {
    self.branch = branch
    self.changedFiles = changedFiles
    self.comment = comment
    self.labels = labels
    self.failedContexts = failedContexts
    self.otherContexts = otherContexts
  }

  /// Whether nothing is tested before a member of the organization says `/ok-to-test`.
  ///
  /// Source: Prow, `TrustedPullRequest` in pkg/plugins/trigger/trigger.go.
  package var isUntrusted: Bool {
    labels.contains("needs-ok-to-test") && !labels.contains("ok-to-test")
      && comment?.saysOkToTest != true
  }
}
