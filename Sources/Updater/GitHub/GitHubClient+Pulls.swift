internal import Cluster
internal import Formats

extension GitHubClient {
  /// Pages of a hundred pull requests; nobody has more that are open for one branch.
  private static let mostPages = 20

  package func pullRequest(
    _ number: Int,
    in repository: RepositoryName
  ) async throws(GitHubError) -> PullRequest {
    let path = "/repos/\(repository)/pulls/\(number)"
    let answer = try await request("GET", path, for: repository)
    guard let pull = PullRequest(answer) else {
      throw GitHubError(kind: .unexpected("no number, head or base"), request: "GET \(path)")
    }
    return pull
  }

  /// All that are open, the ones that changed last first.
  package func openPullRequests(
    to branch: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> [PullRequest] {
    var pulls: [PullRequest] = []
    for page in 1...GitHubClient.mostPages {
      let answer = try await request(
        "GET",
        "/repos/\(repository)/pulls?state=open&base=\(PercentEncoding.encode(branch))"
          + "&sort=updated&direction=desc&per_page=100&page=\(page)",
        for: repository
      ).items
      pulls += answer.compactMap { PullRequest($0) }.filter { $0.branch == branch }
      if answer.count < 100 { break }
    }
    return pulls
  }

  /// Makes our comment with a marker say something, and nothing else.
  ///
  /// - Parameters:
  ///   - text: The whole comment; it starts with the marker.
  ///   - marker: By what the comment is found again.
  ///   - pullRequest: Its number.
  ///   - repository: Where it is.
  ///   - makesNew: Whether one is written if there is none.
  /// - Returns: Whether anything was written.
  /// - Throws: What GitHub answers.
  package func setComment(
    _ text: String,
    marker: String,
    on pullRequest: Int,
    in repository: RepositoryName,
    makesNew: Bool
  ) async throws(GitHubError) -> Bool {
    let known = try await ownComment(marker, on: pullRequest, in: repository)
    if known == nil, !makesNew { return false }
    return try await write(text, over: known, on: pullRequest, in: repository)
  }
}
