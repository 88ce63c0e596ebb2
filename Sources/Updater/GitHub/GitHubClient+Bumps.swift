internal import Formats

extension GitHubClient {
  /// The branch that pull requests are for if nobody names one.
  func defaultBranch(of repository: RepositoryName) async throws(GitHubError) -> String {
    let path = "/repos/\(repository)"
    let answer = try await request("GET", path, for: repository)
    guard let branch = answer["default_branch"]?.string, BranchName.isValid(branch) else {
      throw GitHubError(kind: .unexpected("no default_branch"), request: "GET \(path)")
    }
    return branch
  }

  /// Whether a branch has a commit; also `false` if GitHub knows no such commit.
  func branch(
    _ branch: String,
    has commit: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> Bool {
    let range = "\(PercentEncoding.encode(branch))...\(commit)"
    do throws(GitHubError) {
      let answer = try await request(
        "GET",
        "/repos/\(repository)/compare/\(range)?per_page=1",
        for: repository
      )
      return ["identical", "behind"].contains(answer["status"]?.string)
    } catch {
      if case .forbidden(status: 404, _) = error.kind { return false }
      throw error
    }
  }

  /// Whose commits ours are: the user's or the App's.
  package func author(
    for repository: RepositoryName
  ) async throws(GitHubError) -> BumpCommit.Author {
    let login = try await login(for: repository)
    let address = "\(login)@users.noreply.github.com"
    if isApp { return BumpCommit.Author(name: login, email: address) }
    let user = try await request("GET", "/user", for: repository)
    return BumpCommit.Author(
      name: user["name"]?.string ?? login,
      email: user["email"]?.string ?? address
    )
  }

  /// What a commit says of itself.
  struct CommitInfo: Sendable {
    var tree: String
    var committer: String
    var parentCount: Int
  }

  func info(
    of commit: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> CommitInfo {
    let path = "/repos/\(repository)/git/commits/\(commit)"
    let answer = try await request("GET", path, for: repository)
    guard let tree = answer["tree"]?["sha"]?.string,
      let committer = answer["committer"]?["email"]?.string
    else { throw GitHubError(kind: .unexpected("no tree or committer"), request: "GET \(path)") }
    let parents = answer["parents"]?.items.count ?? 0
    return CommitInfo(tree: tree, committer: committer, parentCount: parents)
  }

  /// A pull request from one of our branches.
  struct OwnPull: Sendable {
    var number: Int
    var title: String
    var body: String
    var labels: Set<String>

    init?(_ value: JSONValue) {
      guard let number = value["number"]?.int, number > 0 else { return nil }
      self.number = number
      title = value["title"]?.string ?? ""
      body = value["body"]?.string ?? ""
      labels = Set((value["labels"]?.items ?? []).compactMap { $0["name"]?.string })
    }
  }

  /// The open pull request of a branch; `nil` if there is none.
  func openPull(
    from head: (repository: RepositoryName, branch: String),
    to base: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> OwnPull? {
    let name = PercentEncoding.encode("\(head.repository.org):\(head.branch)")
    let answer = try await request(
      "GET",
      "/repos/\(repository)/pulls?state=open&head=\(name)&base=\(PercentEncoding.encode(base))",
      for: repository
    )
    return answer.items.lazy.filter { item in
      item["head"]?["ref"]?.string == head.branch
        && head.repository.isNamed(item["head"]?["repo"]?["full_name"]?.string ?? "")
    }.compactMap(OwnPull.init).first
  }

  func openPull(
    _ title: String,
    _ body: String,
    from head: (repository: RepositoryName, branch: String),
    to base: String,
    in repository: RepositoryName
  ) async throws(GitHubError) -> OwnPull {
    let isFork = head.repository != repository
    let answer = try await request(
      "POST",
      "/repos/\(repository)/pulls",
      for: repository,
      body: [
        "title": JSONValue(title), "body": JSONValue(body), "base": JSONValue(base),
        "head": JSONValue(isFork ? "\(head.repository.org):\(head.branch)" : head.branch),
        "maintainer_can_modify": .bool(!isFork),
      ]
    )
    guard let pull = OwnPull(answer) else {
      throw GitHubError(
        kind: .unexpected("no number"),
        request: "POST /repos/\(repository)/pulls"
      )
    }
    return pull
  }

  func edit(
    _ number: Int,
    _ title: String,
    _ body: String,
    in repository: RepositoryName
  ) async throws(GitHubError) {
    _ = try await request(
      "PATCH",
      "/repos/\(repository)/pulls/\(number)",
      for: repository,
      body: ["title": JSONValue(title), "body": JSONValue(body)]
    )
  }

  func addLabels(
    _ labels: [String],
    to number: Int,
    in repository: RepositoryName
  ) async throws(GitHubError) {
    _ = try await request(
      "POST",
      "/repos/\(repository)/issues/\(number)/labels",
      for: repository,
      body: ["labels": .array(labels.map { JSONValue($0) })]
    )
  }
}
