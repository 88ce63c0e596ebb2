internal import Cluster
internal import Formats

/// Says what has become of merged pull requests.
package protocol Reporting: Sendable {
  /// Numbers of the pull requests that brought a commit to a branch, in the order GitHub gives.
  func pullRequests(
    of commit: String,
    on branch: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> [Int]

  /// Writes a comment, or the section of a commit in it where one with the same marker is there.
  func comment(
    _ text: String,
    marker: String,
    commit: String,
    on pullRequest: Int,
    in repository: RepositoryName
  ) async throws(GitHubError)

  func setStatus(
    _ status: Report.Status,
    _ text: String,
    of commit: String,
    in repository: RepositoryName
  ) async throws(GitHubError)
}

extension GitHubClient: Reporting {
  package func pullRequests(
    of commit: String,
    on branch: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> [Int] {
    try await merged(commit, branch, repository).compactMap { $0["number"]?.int }
  }

  /// The labels of the pull requests that brought a commit to a branch.
  package func labels(
    ofPullsOf commit: String,
    on branch: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> Set<String> {
    let pulls = try await merged(commit, branch, repository)
    return Set(pulls.flatMap { $0["labels"]?.items ?? [] }.compactMap { $0["name"]?.string })
  }

  private func merged(
    _ commit: String,
    _ branch: String,
    _ repository: RepositoryName
  ) async throws(GitHubError) -> [JSONValue] {
    let found = try await request(
      "GET",
      "/repos/\(repository)/commits/\(commit)/pulls?per_page=100",
      for: repository
    )
    return found.items.filter { item in
      item["merged_at"]?.string != nil && item["base"]?["ref"]?.string == branch
    }
  }

  package func comment(
    _ text: String,
    marker: String,
    commit: String,
    on pullRequest: Int,
    in repository: RepositoryName
  ) async throws(GitHubError) {
    let known = try await ownComment(marker, on: pullRequest, in: repository)
    let body = CommentSections.body(old: known?.body, marker: marker, commit: commit, text: text)
    _ = try await write(body, over: known, on: pullRequest, in: repository)
  }

  /// Writes a comment anew, or over the one that is known, if it says something else.
  ///
  /// - Returns: Whether anything was written.
  func write(
    _ body: String,
    over known: (id: Int, body: String)?,
    on pullRequest: Int,
    in repository: RepositoryName
  ) async throws(GitHubError) -> Bool {
    if let known {
      if known.body == body { return false }
      _ = try await request(
        "PATCH",
        "/repos/\(repository)/issues/comments/\(known.id)",
        for: repository,
        body: ["body": JSONValue(body)]
      )
    } else {
      _ = try await request(
        "POST",
        "/repos/\(repository)/issues/\(pullRequest)/comments",
        for: repository,
        body: ["body": JSONValue(body)]
      )
    }
    return true
  }

  /// Anybody can write the marker, so the author counts as well.
  func ownComment(
    _ marker: String,
    on pullRequest: Int,
    in repository: RepositoryName
  ) async throws(GitHubError) -> (id: Int, body: String)? {
    let login = try await login(for: repository)
    // A hundred on a page; nobody reads more than these.
    for page in 1...20 {
      let comments = try await request(
        "GET",
        "/repos/\(repository)/issues/\(pullRequest)/comments?per_page=100&page=\(page)",
        for: repository
      ).items
      let own = comments.first { comment in
        comment["user"]?["login"]?.string == login
          && comment["body"]?.string?.hasPrefix(marker) ?? false
      }
      if let id = own?["id"]?.int { return (id, own?["body"]?.string ?? "") }
      if comments.count < 100 { return nil }
    }
    return nil
  }

  package func setStatus(
    _ status: Report.Status,
    _ text: String,
    of commit: String,
    in repository: RepositoryName
  ) async throws(GitHubError) {
    _ = try await request(
      "POST",
      "/repos/\(repository)/statuses/\(commit)",
      for: repository,
      body: [
        "state": JSONValue(status.rawValue), "context": "plimsoll/config-updater",
        // GitHub takes 140 characters.
        "description": JSONValue(text.count > 140 ? text.prefix(139) + "…" : text),
      ]
    )
  }
}
