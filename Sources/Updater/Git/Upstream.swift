package import Files

/// The branch at its remote, and what is known of its commits.
///
/// All functions block for as long as git takes.
package protocol Upstream: Sendable {
  /// The commit that the remote's branch is at now; it and its files are here afterwards.
  func head() async throws(GitError) -> String

  /// How two commits are related; the newer need not be known.
  func relation(of newer: String, to older: String) throws(GitError) -> Relation

  /// Seconds since 1970 when a commit was made, as its author's machine says.
  func time(of commit: String) throws(GitError) -> Double

  /// Commits that came to the branch after one that it had before, the newest first.
  ///
  /// - Returns: No more than `count`; only those on the branch itself, not what a merge brought.
  func commits(after older: String, to newer: String, count: Int) throws(GitError) -> [String]

  /// Paths of the files that a commit changed, against its first parent.
  func changedPaths(of commit: String) throws(GitError) -> Set<String>

  /// The files of a commit.
  func tree(of commit: String) throws(GitError) -> any FileTree

  /// Keeps a commit, whatever becomes of the branch, as one to compare later heads with.
  func keep(_ commit: String) throws(GitError)
}

/// How one commit is related to another.
package enum Relation: Sendable {
  case same
  /// The one has the other among its ancestors.
  case descendant
  /// It is itself among the other's ancestors.
  case ancestor
  /// Neither: the branch was rewritten, or the other commit is not known any more.
  case unrelated
}
