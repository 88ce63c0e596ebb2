/// A branch of a repository whose files go to clusters.
package struct FollowedBranch: Sendable, Hashable, CustomStringConvertible {
  package let repository: RepositoryName
  package let branch: String
  /// What git fetches from.
  package let remote: String

  package init(repository: RepositoryName, branch: String, remote: String) {
    self.repository = repository
    self.branch = branch
    self.remote = remote
  }

  /// `org/repo@branch`, which is also how the journal names it.
  package var description: String { "\(repository)@\(branch)" }
}
