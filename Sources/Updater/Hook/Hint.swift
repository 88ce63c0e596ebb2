/// News that a branch may have moved; what it moved to is asked of the remote.
package struct Hint: Sendable, Hashable {
  package let source: FollowedBranch
  /// The commit that the news names.
  package let revision: String?
  /// The pull request that was merged, if the news is about one.
  package let pullRequest: Int?
  /// The commit that a push put the branch to in place of one that is not its ancestor.
  package let forcedFrom: String?

  package init(source: FollowedBranch, revision: String?, pullRequest: Int?, forcedFrom: String?) {
    self.source = source
    self.revision = revision
    self.pullRequest = pullRequest
    self.forcedFrom = forcedFrom
  }
}
