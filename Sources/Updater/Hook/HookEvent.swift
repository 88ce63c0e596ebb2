package import Formats

/// Reads what of an event matters here.
///
/// Source: GitHub's reference of webhook events, `pull_request` and `push`.
package enum HookEvent {
  /// What a payload says of the branches that are followed.
  package enum Outcome: Sendable, Hashable {
    case hints([Hint])
    /// A pull request for these branches is new, or another one than before.
    case reviews([FollowedBranch])
    /// Nothing for us, in words for the log.
    case ignored(String)
    /// A field that is missing or of the wrong type.
    case malformed(String)
  }

  /// - Parameters:
  ///   - name: The header `X-GitHub-Event`.
  ///   - payload: The body.
  ///   - sources: The branches that are followed.
  ///   - isReviewing: Whether open pull requests matter.
  /// - Returns: What to do about it.
  package static func read(
    _ name: String,
    _ payload: JSONValue,
    sources: [FollowedBranch],
    isReviewing: Bool = false
  ) -> Outcome {
    guard case .object = payload else { return .malformed("the payload is not an object") }
    switch name {
    case "pull_request":
      return isReviewing && changesPullRequest(payload)
        ? reviews(payload, sources) : pullRequest(payload, sources)
    case "push": return push(payload, sources)
    default: return .ignored("event \(name.prefix(40))")
    }
  }

  /// Whether there is something in it to review anew.
  private static func changesPullRequest(_ payload: JSONValue) -> Bool {
    switch payload["action"]?.string {
    case "opened", "reopened", "synchronize": true
    case "edited": payload["changes"]?["base"] != nil
    default: false
    }
  }

  private static func reviews(_ payload: JSONValue, _ sources: [FollowedBranch]) -> Outcome {
    guard let branch = payload["pull_request"]?["base"]?["ref"]?.string,
      let repository = payload["repository"]?["full_name"]?.string
    else { return .malformed("no pull_request.base.ref or repository.full_name") }
    let meant = meant(repository, branch, sources)
    return meant.isEmpty ? notFollowed : .reviews(meant)
  }

  private static func pullRequest(_ payload: JSONValue, _ sources: [FollowedBranch]) -> Outcome {
    guard let action = payload["action"]?.string else { return .malformed("no action") }
    if action != "closed" { return .ignored("pull_request \(action.prefix(40))") }
    let request = payload["pull_request"]
    guard let isMerged = request?["merged"]?.bool else {
      return .malformed("no pull_request.merged")
    }
    if !isMerged { return .ignored("a pull request closed without a merge") }
    guard let branch = request?["base"]?["ref"]?.string,
      let number = payload["number"]?.int ?? request?["number"]?.int, number > 0,
      let repository = payload["repository"]?["full_name"]?.string
    else { return .malformed("no pull_request.base.ref, number or repository.full_name") }
    let commit = request?["merge_commit_sha"]?.string.flatMap(commit)
    return hints(repository, branch, sources) { source in
      Hint(source: source, revision: commit, pullRequest: number, forcedFrom: nil)
    }
  }

  private static func push(_ payload: JSONValue, _ sources: [FollowedBranch]) -> Outcome {
    guard let ref = payload["ref"]?.string, let after = payload["after"]?.string,
      let repository = payload["repository"]?["full_name"]?.string
    else { return .malformed("no ref, after or repository.full_name") }
    let prefix = "refs/heads/"
    guard ref.hasPrefix(prefix) else { return .ignored("a push to no branch") }
    guard let commit = commit(after) else { return .malformed("after is not a commit") }
    let isForced = payload["forced"]?.bool ?? false
    let before = payload["before"]?.string.flatMap(self.commit)
    return hints(repository, String(ref.dropFirst(prefix.count)), sources) { source in
      Hint(
        source: source,
        revision: commit,
        pullRequest: nil,
        forcedFrom: isForced ? before : nil
      )
    }
  }

  private static func commit(_ text: String) -> String? {
    GitMirror.isCommit(text[...]) ? text : nil
  }

  private static func hints(
    _ repository: String,
    _ branch: String,
    _ sources: [FollowedBranch],
    _ make: (FollowedBranch) -> Hint
  ) -> Outcome {
    let meant = meant(repository, branch, sources)
    return meant.isEmpty ? notFollowed : .hints(meant.map(make))
  }

  private static let notFollowed = Outcome.ignored("a repository or branch that is not followed")

  private static func meant(
    _ repository: String,
    _ branch: String,
    _ sources: [FollowedBranch]
  ) -> [FollowedBranch] {
    sources.filter { $0.repository.isNamed(repository) && $0.branch == branch }
  }
}
