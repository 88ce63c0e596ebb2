internal import Formats

/// A pull request as GitHub has it now.
package struct PullRequest: Sendable, Hashable {
  package let number: Int
  /// What its author pushed.
  package let head: String
  /// The branch that it is for.
  package let branch: String
  /// The commit of that branch which GitHub last compared it with.
  package let base: String

  /// Source: GitHub's reference of the REST API, "Get a pull request".
  ///
  /// - Returns: `nil` for a value that is none.
  init?(_ value: JSONValue) {
    guard let number = value["number"]?.int, number > 0,
      let head = value["head"]?["sha"]?.string, GitMirror.isCommit(head[...]),
      let branch = value["base"]?["ref"]?.string, BranchName.isValid(branch),
      let base = value["base"]?["sha"]?.string
    else { return nil }
    self.number = number
    self.head = head
    self.branch = branch
    self.base = base
  }
}
